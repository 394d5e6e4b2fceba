import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createClient, GOOD_CARD, newSession, press, reasonOf, startWorld } from './support/world.ts';

const OWN = 'a-token-of-the-shop-alone';
const OTHER = 'a-token-of-another-shop';
const ENDED = 'a-token-that-has-ended';
const LASTING = 'a-token-that-has-not-ended';
const products = [{ name: 'Seat', price: 2500, quantity: 1 }];
const order = {
  products,
  currency: 'EUR' as const,
  customerEmail: 'ada@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  card: GOOD_CARD,
  autoConfirm: true,
};

test('a token with ;own sees and changes what its own name has made, and nothing else', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS: `shop[read+pay+refund;own]:${OWN},other[read+pay+refund]:${OTHER}`,
  });
  const [shop, other] = [createClient(world.api.url, OWN), createClient(world.api.url, OTHER)];
  const paid = async (client: typeof shop) => {
    const { sessionId, reference } = await client.sessions.create.mutate({ products, currency: 'EUR' });
    const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
    return { sessionId, reference, paymentId: payment?.id ?? '' };
  };
  const [mine, theirs] = [await paid(shop), await paid(other)];
  const ofStore = await newSession(world.shopper);
  const direct = await shop.payments.create.mutate({ ...order, idempotencyKey: randomUUID() });
  const theirDirect = await other.payments.create.mutate({ ...order, idempotencyKey: randomUUID() });

  expect((await shop.sessions.list.query({})).sessions.map(({ sessionId }) => sessionId)).toEqual([
    mine.sessionId,
  ]);
  expect((await shop.payments.list.query({})).payments.map(({ id }) => id)).toEqual([
    direct.id,
    mine.paymentId,
  ]);
  expect((await other.payments.list.query({})).payments).toHaveLength(4);
  for (const named of [mine.sessionId, mine.reference])
    expect(await shop.sessions.get.query({ sessionId: named })).toMatchObject({ status: 'complete' });
  for (const paymentId of [mine.paymentId, direct.id])
    expect(await shop.payments.get.query({ paymentId })).toMatchObject({ id: paymentId });

  const refused = [
    ...[theirs.sessionId, theirs.reference, ofStore].flatMap((sessionId) => [
      shop.sessions.get.query({ sessionId }),
      shop.sessions.expire.mutate({ sessionId }),
      shop.payments.close.mutate({ sessionId }),
      shop.payments.list.query({ sessionId }),
    ]),
    ...[theirs.paymentId, theirDirect.id, 'pay_unknown'].flatMap((paymentId) => [
      shop.payments.get.query({ paymentId }),
      shop.payments.refund.mutate({ paymentId }),
      shop.payments.update.mutate({ paymentId, products }),
      shop.payments.confirm.mutate({ paymentId }),
      shop.payments.close.mutate({ paymentId }),
    ]),
  ];
  expect(new Set(await Promise.all(refused.map(reasonOf)))).toEqual(new Set(['NOT_FOUND']));
  expect((await shop.payments.refund.mutate({ paymentId: mine.paymentId })).refund).not.toBeNull();
});

test('a token with an end is valid to the end of that day', async () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  await using world = await startWorld({
    SERVICE_TOKENS: `old[read;until=${day(-1)}]:${ENDED},new[read;until=${day(1)};own]:${LASTING}`,
  });
  const ask = (token: string) => reasonOf(createClient(world.api.url, token).sessions.list.query({}));
  expect(await ask(ENDED)).toBe('UNAUTHORIZED');
  expect(await ask(LASTING)).toBeNull();
});
