import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { chargesOf, createClient, newSession, press, reasonOf, startWorld } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };

test.each([
  ['is expired', "update sessions set status = 'expired' where id = $1", 'SESSION_EXPIRED'],
  [
    'is past its end, which no job has recorded yet',
    "update sessions set expires_at = now() - interval '1 minute' where id = $1",
    'SESSION_EXPIRED',
  ],
  ['is complete', "update sessions set status = 'complete' where id = $1", 'SESSION_COMPLETE'],
])(
  'an attempt does not begin on a session that %s, and leaves nothing behind',
  async (_name, change, reason) => {
    await using world = await startWorld(quiet);
    const sessionId = await newSession(world.shopper);
    await query(world, change, [sessionId]);
    // A job may record that it is over meanwhile; being paid it must not be.
    const session = "select subtotal, payment_id, status = 'processing' as processing from sessions";
    const before = await query(world, session);
    expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe(reason);
    expect(await query(world, session)).toEqual(before);
    expect(await query(world, 'select 1 from attempts')).toEqual([]);
    expect(await query(world, 'select 1 from attempt_origins')).toEqual([]);
    expect((await world.sandbox.control.requests()).filter(({ host }) => host === 'card')).toEqual([]);
  },
);

test('ten submissions with different keys at the same time, on two nodes: one attempt begins', async () => {
  await using world = await startWorld(quiet);
  await using other = await world.startNode();
  const clients = [world.shopper, createClient(other.url)];
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'latency', delayMs: 500, count: 1 });
  const results = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const call = clients[index % 2]?.checkout.pay.mutate(press(sessionId)) ?? Promise.reject();
      return call.then((outcome) => outcome.status).catch(() => reasonOf(call));
    }),
  );
  expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
  for (const result of results) expect(result).toMatch(/^(succeeded|ATTEMPT_IN_PROGRESS|SESSION_COMPLETE)$/);
  expect(await query(world, 'select state from attempts')).toEqual([{ state: 'succeeded' }]);
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('an attempt that begins changes no session but its own', async () => {
  await using world = await startWorld(quiet);
  const other = await newSession(world.shopper);
  const before = await query(world, 'select * from sessions where id = $1', [other]);
  await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  expect(await query(world, 'select * from sessions where id = $1', [other])).toEqual(before);
});

test('the amount and the currency of an attempt are those of its session', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(
    await query(
      world,
      `select a.amount = s.subtotal as amount, a.currency = s.currency as currency, a.customer_email
       from attempts a join sessions s on s.id = a.session_id`,
    ),
  ).toEqual([{ amount: true, currency: true, customer_email: 'ada@example.com' }]);
});

test('an attempt that supersedes a 3DS challenge makes the session processing while it runs', async () => {
  await using world = await startWorld({ ...quiet, INFLOW_TIMEOUT_MS: '60000' });
  const created = Promise.withResolvers<void>();
  await using proxy = await startInflowProxy(world.sandbox.cardUrl, async (body) => {
    await created.promise;
    return body;
  });
  await using node = await world.startNode({ INFLOW_CARD_BASE_URL: proxy.url });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));

  const paying = createClient(node.url).checkout.pay.mutate(press(sessionId));
  await expect
    .poll(() =>
      query(
        world,
        `select s.status, array_agg(a.state order by a.created_at) as states, max(a.decline_code) as code
         from sessions s join attempts a on a.session_id = s.id group by s.id`,
      ),
    )
    .toEqual([{ status: 'processing', states: ['abandoned', 'creating'], code: 'superseded' }]);
  created.resolve();
  expect((await paying).status).toBe('succeeded');
  const { history } = await world.service.sessions.get.query({ sessionId });
  expect(history.filter(({ to }) => to === 'creating')).toHaveLength(2);
});
