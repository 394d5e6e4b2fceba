import { expect, inject, test } from 'vitest';
import { createOwnedDatabase, runAll } from './support/database-roles.ts';
import { query } from './support/query.ts';
import { chargesOf, newSession, outcomeOnce, press, startWorld } from './support/world.ts';

/** What an administrator may have set for a role, and would end or misread everything that the api does. */
const DEFAULTS = [
  "datestyle = 'German'",
  "datestyle = 'SQL, DMY'",
  'statement_timeout = 1',
  'transaction_timeout = 1',
  'idle_in_transaction_session_timeout = 1',
];

test.each(DEFAULTS)('the api works as a role with %s', async (setting) => {
  const { url } = await createOwnedDatabase(({ role }) => [`alter role ${role} set ${setting}`]);
  await using world = await startWorld({ DATABASE_URL: url });
  await using _ = await world.startNode();
  const sessionId = await newSession(world.shopper);
  // Several at the same time meet at the locks.
  await Promise.allSettled([1, 2, 3].map(() => world.shopper.checkout.pay.mutate(press(sessionId))));
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
  const { sessions } = await world.service.sessions.list.query({});
  expect(Math.abs(Date.now() - Date.parse(sessions[0]?.createdAt ?? ''))).toBeLessThan(600_000);
});

/** What shows only now and then: in conflicts, in waits, in the last digit of a rate, after a crash of the server. */
test('each connection sets what it relies on, and overrides the defaults of its role', async () => {
  const { url } = await createOwnedDatabase(({ role }) =>
    [
      "default_transaction_isolation = 'serializable'",
      'lock_timeout = 1',
      'idle_session_timeout = 50',
      'extra_float_digits = -15',
      'array_nulls = off',
      'standard_conforming_strings = off',
      'exit_on_error = on',
      'synchronous_commit = off',
    ].map((setting) => `alter role ${role} set ${setting}`),
  );
  await using world = await startWorld({ DATABASE_URL: url });
  const { rows } = await world.api.deps.db.$client.query(
    'select jsonb_object_agg(name, setting) as settings from pg_settings',
  );
  expect(rows[0].settings).toMatchObject({
    default_transaction_isolation: 'read committed',
    lock_timeout: '0',
    idle_session_timeout: '0',
    extra_float_digits: '1',
    array_nulls: 'on',
    standard_conforming_strings: 'on',
    exit_on_error: 'off',
    synchronous_commit: 'on',
  });
});

test.each([
  ['cannot hold every name', "encoding 'LATIN1'", '', /encoding LATIN1/],
  ['has another lower case of I', "locale_provider icu icu_locale 'tr-TR'", '', /lower case of I/],
  ['can only be read', "encoding 'UTF8'", 'default_transaction_read_only = on', /can only be read/],
])('the start says what it cannot live with: a database that %s', async (_, made, setting, said) => {
  const { url, role, database } = await createOwnedDatabase();
  const adminUrl = inject('postgresUrl');
  await runAll(adminUrl, [
    `drop database ${database}`,
    `create database ${database} owner ${role} template template0 locale 'C' ${made}`,
    ...(setting === '' ? [] : [`alter database ${database} set ${setting}`]),
  ]);
  await expect(startWorld({ DATABASE_URL: url })).rejects.toThrow(said);
});

test('the start says that the role may not make tables', async () => {
  const { url } = await createOwnedDatabase(({ role, database }) => [
    `alter database ${database} owner to checkout`,
    `alter role ${role} set search_path = public`,
  ]);
  await expect(startWorld({ DATABASE_URL: url })).rejects.toThrow(
    /DATABASE_URL leads to a role that may not create/,
  );
});

test.each([
  ['its search path', () => ['create schema shop'], 'search_path = shop'],
  [
    'a schema that is named like it',
    (role: string) => [`create schema authorization ${role}`],
    'work_mem = 4096',
  ],
  [
    'a path without public',
    () => ['create schema "Our Shop"', 'drop schema public'],
    'search_path = "Our Shop"',
  ],
])('the tables are made where the role leads: %s', async (_, statements, setting) => {
  const { url, role } = await createOwnedDatabase(({ role, database }) => [
    ...statements(role),
    `alter role ${role} set ${setting}`,
    `grant all on schema ${statements(role)[0]?.replace(/create schema (authorization )?/, '')} to ${role}`,
    // As servers of version 14 and older have it in public.
    `alter database ${database} set work_mem = 4096`,
  ]);
  await using world = await startWorld({ DATABASE_URL: url });
  await using _again = await world.startNode();
  const sessionId = await newSession(world.shopper);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  const unused = await newSession(world.shopper);
  await world.service.sessions.expire.mutate({ sessionId: unused });
  const rows = await query(
    { databaseUrl: url },
    "select distinct schemaname as schema from pg_tables where tablename in ('sessions', '__drizzle_migrations')",
  );
  expect(rows).toHaveLength(1);
  expect(rows).not.toEqual([{ schema: 'public' }]);
  expect(role).toMatch(/^shop_/);
});

test('tables in public are found again, although a schema that is named like the role was made since', async () => {
  const { url, role } = await createOwnedDatabase();
  const sessionId = await (async () => {
    await using world = await startWorld({ DATABASE_URL: url });
    return await newSession(world.shopper);
  })();
  await query({ databaseUrl: url }, `create schema ${role}`);
  await using world = await startWorld({ DATABASE_URL: url });
  expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({ sessionId });
});
