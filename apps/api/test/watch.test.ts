import pg from 'pg';
import { expect, test } from 'vitest';
import { listenForChanges } from '../src/db/change-feed.ts';
import { openDatabase } from '../src/db/database.ts';
import { findVersions } from '../src/db/sessions.ts';
import { createLog } from '../src/log.ts';
import { createDatabase, newSession, startWorld, type World } from './support/world.ts';

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}

function watch({ shopper }: World, sessionId: string) {
  const seen: { version: number; status: string }[] = [];
  const subscription = shopper.checkout.watch.subscribe(
    { sessionId },
    { onData: ({ data }) => seen.push({ version: data.version, status: data.status }) },
  );
  return { seen, [Symbol.dispose]: () => subscription.unsubscribe() };
}

test('a change whose notification was lost is told all the same, and only to who has not seen it', async () => {
  const databaseUrl = await createDatabase();
  await query(
    databaseUrl,
    `insert into sessions (id, currency, items, subtotal, created_by, expires_at, version)
     values ('cs_changed', 'EUR', '[]', 0, 'shopper', now(), 2), ('cs_quiet', 'EUR', '[]', 0, 'shopper', now(), 1)`,
  );
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const db = openDatabase(pool);
  const asked: string[][] = [];
  const feed = await listenForChanges({
    database: databaseUrl,
    log: createLog('silent'),
    lookAgainMs: 20,
    async findVersions(ids) {
      asked.push([...ids]);
      return findVersions(db, ids);
    },
  });
  using changed = feed.watch('cs_changed');
  using quiet = feed.watch('cs_quiet');
  changed.saw(1);
  quiet.saw(1);
  let woken = false;
  const silence = new AbortController();
  const still = quiet.next(Number.POSITIVE_INFINITY, silence.signal).then(() => {
    woken = true;
  });
  await changed.next(Number.POSITIVE_INFINITY);
  changed.saw(2);
  // Looked at once more, by one question for both: nobody has news.
  const rounds = asked.length;
  await expect.poll(() => asked.length).toBeGreaterThan(rounds + 1);
  expect(asked.at(-1)).toEqual(['cs_changed', 'cs_quiet']);
  expect(woken).toBe(false);
  silence.abort();
  await still;
  await feed.close();
  await pool.end();
});

test('a session whose time is over is told to be expired at that time, with no reconciler and nothing asked meanwhile', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  await query(
    world.databaseUrl,
    `update sessions set expires_at = now() + interval '1 second' where id = '${sessionId}'`,
  );
  using watched = watch(world, sessionId);
  await expect.poll(() => watched.seen.at(-1)?.status).toBe('expired');
});

test('sixty watch, and each is told of its own change', async () => {
  await using world = await startWorld();
  await query(
    world.databaseUrl,
    `insert into sessions (id, currency, items, subtotal, created_by, expires_at)
     select 'cs_' || lpad(i::text, 32, '0'), 'EUR', '[{"name": "Any", "price": 900, "quantity": 1}]', 900, 'shopper', now() + interval '1 hour'
     from generate_series(1, 60) as i`,
  );
  using stack = new DisposableStack();
  const watched = Array.from({ length: 60 }, (_, index) =>
    stack.use(watch(world, `cs_${String(index + 1).padStart(32, '0')}`)),
  );
  await expect.poll(() => watched.every(({ seen }) => seen.length === 1)).toBe(true);
  await query(
    world.databaseUrl,
    "update sessions set version = version + 1 where id like '%0'; select pg_notify('checkout_session', id) from sessions where id like '%0'",
  );
  const versions = () => watched.map(({ seen }) => seen.map(({ version }) => version));
  await expect.poll(versions).toEqual(watched.map((_, index) => ((index + 1) % 10 === 0 ? [1, 2] : [1])));
});
