import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { newSession, press, startWorld } from './support/world.ts';

const CHALLENGED = { number: '4000020000000000' };

test('a 3DS challenge that begins just before the session expires: the shopper has 15 minutes for it', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  await query(world, "update sessions set expires_at = now() + interval '1 minute'");
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, CHALLENGED));
  expect(begun.status).toBe('requires_action');
  expect(
    await query(
      world,
      `select round(extract(epoch from s.expires_at - a.step_at))::int as seconds
       from sessions s join attempts a on a.session_id = s.id`,
    ),
  ).toEqual([{ seconds: 900 }]);
});

test('a 3DS challenge of a session with more time than that: the session expires when it would have', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const { expiresAt } = await world.shopper.checkout.get.query({ sessionId });
  await world.shopper.checkout.pay.mutate(press(sessionId, CHALLENGED));
  expect((await world.shopper.checkout.get.query({ sessionId })).expiresAt).toBe(expiresAt);
});
