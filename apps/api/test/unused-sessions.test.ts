import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { recogniseDatabase } from '../src/db/installation.ts';
import { deleteUnusedSessions } from '../src/jobs/retention.ts';
import { createLog } from '../src/log.ts';
import { query } from './support/query.ts';
import { createDatabase, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

/** Its job runs once, at the start. */
const startQuiet = () => startWorld({ RECONCILE_AFTER_MS: '3600000' });

async function expire(world: World, sessionId: string, daysAgo: number): Promise<void> {
  await world.service.sessions.expire.mutate({ sessionId });
  await query(world, `update sessions set expires_at = now() - $2::int * interval '1 day' where id = $1`, [
    sessionId,
    daysAgo,
  ]);
}

/** One run of the job. */
function clean({ api }: World, keepUnusedSessionsDays = 30): Promise<boolean> {
  const { deps } = api;
  return deleteUnusedSessions({ ...deps, settings: { ...deps.settings, keepUnusedSessionsDays } });
}

async function auditOf(world: World, sessionId: string): Promise<unknown[]> {
  return (await query(world, 'select action from audit where session_id = $1 order by id', [sessionId])).map(
    ({ action }) => action,
  );
}

const readingOf = ({ shopper }: World, sessionId: string) =>
  reasonOf(shopper.checkout.get.query({ sessionId }));

test('a session that was never attempted goes with its audit rows, a month after it expired', async () => {
  await using world = await startQuiet();
  const [old, young, open] = [
    await newSession(world.shopper),
    await newSession(world.shopper),
    await newSession(world.shopper),
  ];
  await expire(world, old, 31);
  await expire(world, young, 29);
  await clean(world);
  expect(await readingOf(world, old)).toBe('NOT_FOUND');
  expect(await auditOf(world, old)).toEqual([]);
  for (const kept of [young, open]) expect(await readingOf(world, kept)).toBe(null);
  expect(await auditOf(world, young)).toEqual(['session.created', 'session.expired']);

  await clean(world, 0);
  expect(await readingOf(world, young)).toBe('NOT_FOUND');
  expect(await readingOf(world, open)).toBe(null);
});

test('a session that was attempted stays, paid or not, and is looked at once', async () => {
  await using world = await startQuiet();
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000000002' }));
  await expire(world, sessionId, 400);
  const before = await auditOf(world, sessionId);
  expect(before.length).toBeGreaterThan(2);
  await clean(world);
  expect(await auditOf(world, sessionId)).toEqual(before);
  expect(await query(world, 'select retained from sessions')).toEqual([{ retained: true }]);
});

test('the audit trail is append-only but for those rows, also for the owner of the tables', async () => {
  await using world = await startQuiet();
  const [unused, attempted] = [await newSession(world.shopper), await newSession(world.shopper)];
  await world.shopper.checkout.pay.mutate(press(attempted, { number: '4000000000000002' }));
  await expire(world, attempted, 400);
  const refused = (text: string) =>
    expect(query(world, text)).rejects.toThrow('the audit trail is append-only');

  await refused(`delete from audit where session_id = '${unused}'`);
  await expire(world, unused, 400);
  await refused(`update audit set actor = 'shopper' where session_id = '${unused}'`);
  await refused('delete from audit where session_id is null');
  await refused('truncate audit');
  await refused(`delete from audit where session_id = '${attempted}'`);
  // Also when its attempt has been made to disappear before.
  await query(world, `delete from payments where session_id = '${attempted}'`);
  await query(world, `delete from attempts where session_id = '${attempted}'`);
  await refused(`delete from audit where session_id = '${attempted}'`);
  await refused(`delete from audit where session_id = '${attempted}' and attempt_id is null`);
  await clean(world);
  expect((await auditOf(world, attempted)).length).toBeGreaterThan(2);
  expect(await auditOf(world, unused)).toEqual([]);
});

test('nothing is deleted from a restored database before it has been compared', async () => {
  await using world = await startQuiet();
  const sessionId = await newSession(world.shopper);
  await expire(world, sessionId, 400);
  await query(world, `update installation set known_until = now(), recovered_at = null`);
  await clean(world);
  expect(await readingOf(world, sessionId)).toBe(null);
  await query(world, `update installation set recovered_at = now(), database_identity = 'another'`);
  await clean(world);
  expect(await readingOf(world, sessionId)).toBe(null);
  const pool = openPool(world.databaseUrl, () => undefined, 1);
  await recogniseDatabase(openDatabase(pool), createLog('silent'));
  await pool.end();
  await query(world, `update installation set recovered_at = now()`);
  await clean(world);
  expect(await readingOf(world, sessionId)).toBe('NOT_FOUND');
});

test('a flood is deleted in batches, by several nodes at the same time', async () => {
  const databaseUrl = await createDatabase();
  const SESSIONS = 5_000;
  await query(
    { databaseUrl },
    `with made as (
      insert into sessions (id, status, currency, items, subtotal, created_by, expires_at)
      select 'cs_' || i, 'expired', 'EUR', '[]', 900, 'shopper', now() - interval '31 days'
      from generate_series(1, ${SESSIONS}) as i returning id
    )
    insert into audit (actor, action, session_id) select 'shopper', 'session.created', id from made`,
  );
  await using world = await startWorld({ DATABASE_URL: databaseUrl });
  await using _ = await world.startNode();
  const left = async () => (await query(world, 'select count(*)::int as sessions from sessions'))[0];
  await expect.poll(left).toEqual({ sessions: 0 });
  const kept = await query(world, "select 1 from audit where action = 'session.created'");
  expect(kept).toEqual([]);
});
