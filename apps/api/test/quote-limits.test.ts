import { expect, test } from 'vitest';
import { countRequests, newSession, press, startWorld } from './support/world.ts';

const basis = { billingCountry: 'US', purchasingAsBusiness: false };

test('quote: made-up postal codes do not each become a call to Inflow, and other sessions go on', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const codes = Array.from({ length: 150 }, (_, index) => String(10_000 + index));
  const answers = await Promise.allSettled(
    codes.map((postalCode) => world.shopper.checkout.quote.query({ sessionId, ...basis, postalCode })),
  );
  // Six in each window of a quarter of a minute, of which a slow machine may see several.
  expect(await countRequests(world, 'tax')).toBeLessThanOrEqual(50);
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(100);
  expect(refused[0]?.reason).toMatchObject({
    data: { httpStatus: 429, reason: 'SLOW_DOWN', retryAfter: expect.any(Number) },
  });

  const other = await newSession(world.shopper);
  await expect
    .poll(() =>
      world.shopper.checkout.quote
        .query({ sessionId: other, ...basis, postalCode: '94107' })
        .then(({ total }) => total),
    )
    .toBeGreaterThan(0);
});

test('quote: outside the United States the postal code asks nothing anew', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const france = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
  for (const postalCode of ['75001', '69001', 'any', undefined])
    expect(await world.shopper.checkout.quote.query({ ...france, postalCode })).toMatchObject({ rate: 20 });
  expect(await countRequests(world, 'tax')).toBe(1);
});

test('quote: a ZIP code that is still being typed asks for nothing, and has no rate', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const quote = (postalCode?: string) =>
    world.shopper.checkout.quote.query({ sessionId, ...basis, postalCode });
  for (const postalCode of [undefined, '9', '94', '941', '9410'])
    expect(await quote(postalCode)).toMatchObject({ rate: null, tax: null, total: null });
  expect(await countRequests(world, 'tax')).toBe(0);
  for (const postalCode of ['94107', '94107-1234'])
    expect(await quote(postalCode)).toMatchObject({ rate: 7.25 });
  expect(await countRequests(world, 'tax')).toBe(1);
});

test('quote: equal questions at the same time share one call', async () => {
  await using world = await startWorld();
  const sessionIds = await Promise.all(Array.from({ length: 8 }, () => newSession(world.shopper)));
  await world.sandbox.control.faults.add({ operation: 'tax', kind: 'latency', delayMs: 500 });
  await Promise.all(
    sessionIds.map((sessionId) =>
      world.shopper.checkout.quote.query({ sessionId, ...basis, postalCode: '94107' }),
    ),
  );
  expect(await countRequests(world, 'tax')).toBe(1);
});

test('quote: a session of the highest price has a total, tax included', async () => {
  await using world = await startWorld();
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Machine', price: 33_333_333, quantity: 3 }],
    currency: 'EUR',
  });
  const france = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
  expect(await world.shopper.checkout.quote.query(france)).toMatchObject({ total: 119_999_999 });
  const paid = await world.shopper.checkout.pay.mutate({ ...press(sessionId), agreedTotal: 119_999_999 });
  expect(paid.status).toBe('succeeded');
});
