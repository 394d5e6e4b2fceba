import { expect, test } from 'vitest';
import { createPageReader } from '../src/pages/page-reader.ts';
import { query } from './support/query.ts';
import { newSession, press, startWorld } from './support/world.ts';

const EMAIL = 'ada.lovelace@example.com';
const BUSINESS = { purchasingAsBusiness: true, businessName: 'Analytical Engines', taxId: 'FR40303265045' };

test('a day after a session was paid or expired its link does not say whose it was; the merchant still sees it', async () => {
  await using world = await startWorld();
  const { shopper, service } = world;
  const paid = await newSession(shopper);
  const pressed = press(paid, { email: EMAIL });
  await shopper.checkout.pay.mutate({ ...pressed, customer: { ...pressed.customer, ...BUSINESS } });
  const { sessionId: unpaid } = await service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 2500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: EMAIL,
  });
  const reader = createPageReader(world.api.deps);
  const seen = async () =>
    JSON.stringify([
      await shopper.checkout.get.query({ sessionId: paid }),
      await shopper.checkout.get.query({ sessionId: unpaid }),
      await shopper.checkout.complete.mutate({ sessionId: paid }),
      await reader.session(paid),
    ]);
  const ago = (hours: number) =>
    query(
      world,
      `update sessions set
        completed_at = case when completed_at is not null then now() - interval '${hours} hours' end,
        expires_at = case when completed_at is null then now() - interval '${hours} hours' else expires_at end`,
    );

  await ago(23);
  expect((await seen()).match(/ada\.lovelace@example\.com/g)).toHaveLength(4);
  expect((await seen()).match(/Analytical Engines.{1,20}FR40303265045/g)).toHaveLength(3);
  await ago(25);
  const later = await seen();
  for (const told of ['lovelace', BUSINESS.businessName, BUSINESS.taxId]) expect(later).not.toContain(told);
  // What the receipt says about the tax stays true.
  expect(later.match(/"reverseCharge":true/g)).toHaveLength(3);
  expect(later.match(/a•••@example\.com/g)).toHaveLength(4);
  expect(JSON.stringify(await service.sessions.get.query({ sessionId: paid }))).toContain(EMAIL);
});
