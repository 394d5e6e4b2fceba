import { expect, test } from 'vitest';
import { createPageReader } from '../src/pages/page-reader.ts';
import { query } from './support/query.ts';
import { newSession, press, startWorld } from './support/world.ts';

const EMAIL = 'ada.lovelace@example.com';

test("a day after a session's end its link does not say whose it was; the merchant still sees it", async () => {
  await using world = await startWorld();
  const { shopper, service } = world;
  const paid = await newSession(shopper);
  await shopper.checkout.pay.mutate(press(paid, { email: EMAIL }));
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
    query(world, `update sessions set expires_at = now() - interval '${hours} hours'`);

  await ago(23);
  expect((await seen()).match(/ada\.lovelace@example\.com/g)).toHaveLength(4);
  await ago(25);
  const later = await seen();
  expect(later).not.toContain('lovelace');
  expect(later.match(/a•••@example\.com/g)).toHaveLength(4);
  expect(JSON.stringify(await service.sessions.get.query({ sessionId: paid }))).toContain(EMAIL);
});
