import pg from 'pg';
import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { newSession, press, startWorld, type World } from './support/world.ts';

/** The sessions whose changes were announced to every node (PostgreSQL LISTEN), in order; new events to number are not. */
async function listen({ databaseUrl }: World) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const announced: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => payload !== 'events' && announced.push(payload));
  await client.query('listen checkout_session');
  return { announced, [Symbol.asyncDispose]: () => client.end() };
}

test('each change that a watcher can see is announced: processing, then complete', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  await using feed = await listen(world);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await expect.poll(() => feed.announced).toEqual([sessionId, sessionId]);
  // Created, begun, created at Inflow, confirming, paid: each is a version.
  expect((await world.shopper.checkout.get.query({ sessionId })).version).toBe(5);
});

test('a session that a job records as expired is announced', async () => {
  await using world = await startWorld();
  await using feed = await listen(world);
  const sessionId = await newSession(world.shopper);
  await query(world, 'update sessions set expires_at = now()');
  await expect.poll(() => feed.announced).toEqual([sessionId]);
});

test('a challenge that is declined is announced, although the session stays open', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  // Before the decline: the comparison with Inflow's list may be the first to record it.
  await using feed = await listen(world);
  await world.sandbox.control.threeDs.decline(begun.payment?.id ?? '');
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('declined');
  await expect.poll(() => feed.announced).toEqual([sessionId]);
});
