import { expect, test } from 'vitest';
import {
  chargesOf,
  createClient,
  newSession,
  outcomeOnce,
  press,
  reasonOf,
  startWorld,
} from './support/world.ts';

test('a shopper pays, once, what the server says it costs', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const outcome = await world.shopper.checkout.pay.mutate(press(sessionId));

  expect(outcome).toMatchObject({
    status: 'succeeded',
    payment: { status: 'CHECKOUT_SUCCESS', amountInCents: 4999, amountTaxesIncluded: 5999, currency: 'EUR' },
  });
  expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: 5999, currency: 'EUR' }]);
  const session = await world.service.sessions.get.query({ sessionId });
  expect(session).toMatchObject({ status: 'complete', paymentId: outcome.payment?.id });
  expect(session.history.map((entry) => [entry.actor, entry.from, entry.to])).toEqual([
    ['shopper', null, 'open'],
    ['shopper', null, 'creating'],
    ['shopper', 'creating', 'created'],
    ['shopper', 'created', 'confirming'],
    ['shopper', 'confirming', 'succeeded'],
  ]);
});

test('the same key gives the same outcome, and another input under it is a conflict', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const input = press(sessionId);
  const first = await world.shopper.checkout.pay.mutate(input);
  expect(await world.shopper.checkout.pay.mutate(input)).toEqual(first);
  expect(
    await reasonOf(
      world.shopper.checkout.pay.mutate({
        ...press(sessionId),
        attemptKey: input.attemptKey,
        customer: { ...input.customer, email: 'eve@example.com' },
      }),
    ),
  ).toBe('CONFLICT');
  const other = { ...input, paymentMethod: press(sessionId, { number: '5555555555554444' }).paymentMethod };
  expect(await reasonOf(world.shopper.checkout.pay.mutate(other))).toBe('CONFLICT');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('ten presses at once with one key, on two nodes, are one payment with one outcome', async () => {
  await using world = await startWorld();
  await using second = await world.startNode();
  const clients = [world.shopper, createClient(second.url)];
  const sessionId = await newSession(world.shopper);
  const input = press(sessionId);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) => clients[index % 2]?.checkout.pay.mutate(input)),
  );
  expect(
    new Set(outcomes.map((outcome) => JSON.stringify([outcome?.status, outcome?.payment?.id]))).size,
  ).toBe(1);
  expect(outcomes[0]?.status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
  const creates = (await world.sandbox.control.requests()).filter(
    (request) => request.operation === 'create',
  );
  expect(creates).toHaveLength(1);
});

test('while one attempt is open, another is refused and not sent', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'latency', delayMs: 1500, count: 1 });
  const first = world.shopper.checkout.pay.mutate(press(sessionId));
  await expect
    .poll(async () => (await world.shopper.checkout.get.query({ sessionId })).status, { interval: 20 })
    .toBe('processing');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');
  expect((await first).status).toBe('succeeded');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_COMPLETE');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a declined card charges nothing, and the next one pays', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const declined = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000000002' }));
  expect(declined).toMatchObject({ status: 'declined', decline: { code: 'card_declined', retryable: true } });
  const poor = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000009995' }));
  expect(poor).toMatchObject({ status: 'declined', decline: { code: 'insufficient_funds' } });
  expect(await chargesOf(world, sessionId)).toEqual([]);
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');

  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a 3DS challenge: nothing is paid before it is passed, also when the browser says otherwise', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  expect(begun).toMatchObject({ status: 'requires_action', redirectUrl: expect.stringMatching(/^http/) });
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('requires_action');
  expect(await chargesOf(world, sessionId)).toEqual([]);

  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a declined 3DS challenge declines, and the session can be paid another way', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(
    press(sessionId, { number: '370000000000002', cvc: '1234' }),
  );
  await world.sandbox.control.threeDs.decline(begun.payment?.id ?? '');
  expect(await world.shopper.checkout.complete.mutate({ sessionId })).toMatchObject({
    status: 'declined',
    decline: { code: 'THREE_DS_FAILED' },
  });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a challenge that another card superseded is never confirmed, even when it is passed later', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const first = press(sessionId, { number: '4000020000000000' });
  const begun = await world.shopper.checkout.pay.mutate(first);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');

  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
  expect(await world.shopper.checkout.pay.mutate(first)).toMatchObject({
    status: 'declined',
    decline: { code: 'superseded' },
  });
  const charges = await chargesOf(world, sessionId);
  expect(charges.map((charge) => charge.paymentId)).not.toContain(begun.payment?.id);
  expect(charges).toHaveLength(1);
});

test('a shopper who passes the challenge and closes the tab has paid', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a saved card is charged only where a service vouched for its owner', async () => {
  await using world = await startWorld();
  const owner = 'owner@example.com';
  const create = { products: [{ name: 'Seat', price: 2500, quantity: 2 }], currency: 'EUR' as const };
  const vouchedSession = () =>
    world.service.sessions.create.mutate({ ...create, customerEmail: owner, allowSavedCard: true });
  const first = await vouchedSession();
  await world.shopper.checkout.pay.mutate(press(first.sessionId, { email: owner, save: true }));

  const saved = (sessionId: string, email: string) => ({
    ...press(sessionId, { email }),
    paymentMethod: { type: 'saved' as const },
  });
  const stranger = await newSession(world.shopper);
  expect((await world.shopper.checkout.get.query({ sessionId: stranger })).savedCard).toBeNull();
  expect(await reasonOf(world.shopper.checkout.pay.mutate(saved(stranger, owner)))).toBe(
    'SAVED_CARD_NOT_ALLOWED',
  );

  const { sessionId } = await vouchedSession();
  expect((await world.shopper.checkout.get.query({ sessionId })).savedCard).toEqual({
    hint: { brand: 'visa', last4: '4242' },
  });
  expect(await reasonOf(world.shopper.checkout.pay.mutate(saved(sessionId, 'eve@example.com')))).toBe(
    'SAVED_CARD_NOT_ALLOWED',
  );
  expect((await world.shopper.checkout.pay.mutate(saved(sessionId, owner))).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: 6000 }]);

  const nobody = await world.service.sessions.create.mutate({
    ...create,
    customerEmail: 'new@example.com',
    allowSavedCard: true,
  });
  expect(await reasonOf(world.shopper.checkout.pay.mutate(saved(nobody.sessionId, 'new@example.com')))).toBe(
    'SAVED_CARD_UNAVAILABLE',
  );
});

test('another total than the shopper agreed to is not charged, and can be agreed to', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const changed = await world.shopper.checkout.pay.mutate({ ...press(sessionId), agreedTotal: 4999 });
  expect(changed).toMatchObject({
    status: 'declined',
    decline: { code: 'total_changed', retryable: true },
    payment: { amountTaxesIncluded: 5999 },
  });
  expect(await chargesOf(world, sessionId)).toEqual([]);
  const agreed = await world.shopper.checkout.pay.mutate({ ...press(sessionId), agreedTotal: 5999 });
  expect(agreed.status).toBe('succeeded');
});

test('a session that is over takes no payment', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  await world.service.sessions.expire.mutate({ sessionId });
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('expired');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_EXPIRED');
  expect(await world.sandbox.control.ledger()).toEqual([]);
});

test('an account without server-to-server payments gets its own error with what to do', async () => {
  await using world = await startWorld({ INFLOW_API_KEY: 'inflow_no_s2s_account' });
  const sessionId = await newSession(world.shopper);
  const input = press(sessionId);
  await expect(world.shopper.checkout.pay.mutate(input)).rejects.toMatchObject({
    message: expect.stringContaining('enable server-to-server payments'),
    data: { reason: 'SERVER_TO_SERVER_NOT_ENABLED', httpStatus: 503, outcomeKnown: true },
  });
  expect(await reasonOf(world.shopper.checkout.pay.mutate(input))).toBe('SERVER_TO_SERVER_NOT_ENABLED');
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
});

test('a quote adds the tax of the country, and none to a business purchase in the EU', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const quote = (basis: { billingCountry: string; purchasingAsBusiness: boolean; taxId?: string }) =>
    world.shopper.checkout.quote.query({ sessionId, ...basis });
  expect(await quote({ billingCountry: 'FR', purchasingAsBusiness: false })).toEqual({
    currency: 'EUR',
    subtotal: 4999,
    tax: 1000,
    total: 5999,
    rate: 20,
    taxCountry: 'FR',
    reverseCharge: false,
    pricingMode: 'TAX_EXCLUSIVE',
  });
  expect(
    await quote({ billingCountry: 'DE', purchasingAsBusiness: true, taxId: 'DE123456789' }),
  ).toMatchObject({
    tax: 0,
    total: 4999,
    rate: 0,
    reverseCharge: true,
  });
});
