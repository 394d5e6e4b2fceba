import { expect, test } from 'vitest';
import { recordComparison } from '../src/db/comparisons.ts';
import { openDatabase, openPool } from '../src/db/database.ts';
import { query } from './support/query.ts';
import { createDatabase } from './support/world.ts';

const MINUTE = 60_000;
/** When the database was recognised; what it lacks was made in the hour before. */
const RECOGNISED = Date.parse('2026-01-01T12:00:00Z');
const KNOWN_UNTIL = RECOGNISED - 60 * MINUTE;
const RULE = { isWhole: false, slackMs: 10 * MINUTE, lagMs: MINUTE };

async function afterComparison(
  changes: { since?: number; beganAt?: number; isWhole?: boolean },
  knownUntil: Date | null = new Date(KNOWN_UNTIL),
) {
  const databaseUrl = await createDatabase();
  await query(
    { databaseUrl },
    `insert into installation (id, database_identity, recognised_at, known_until) values ('inst_test', 'test', $1, $2)`,
    [new Date(RECOGNISED), knownUntil],
  );
  const { since = KNOWN_UNTIL - 10 * MINUTE, beganAt = RECOGNISED + MINUTE, isWhole = false } = changes;
  const pool = openPool(databaseUrl, () => undefined, 1);
  await recordComparison(openDatabase(pool), { since, beganAt }, { ...RULE, isWhole });
  await pool.end();
  const [row] = await query(
    { databaseUrl },
    'select compared_at as "comparedAt", recovered_at is not null as "isRecovered" from installation',
  );
  return row;
}

test('a comparison that goes back far enough, and began late enough, makes up for what a restored database lacks', async () => {
  expect(await afterComparison({})).toEqual({ comparedAt: null, isRecovered: true });
  expect(await afterComparison({ since: Number.NEGATIVE_INFINITY })).toMatchObject({ isRecovered: true });
});

test.each([
  ['goes back to the newest record only', { since: KNOWN_UNTIL - 9 * MINUTE }],
  ['began when Inflow may not have listed everything yet', { beganAt: RECOGNISED + MINUTE - 1 }],
])('one that %s does not', async (_name, changes) => {
  expect(await afterComparison(changes)).toEqual({ comparedAt: null, isRecovered: false });
});

test('a comparison of the whole list is noted with the time at which it began', async () => {
  const whole = { isWhole: true, since: Number.NEGATIVE_INFINITY };
  const beganAt = RECOGNISED + 1;
  expect(await afterComparison({ ...whole, beganAt })).toEqual({
    comparedAt: new Date(beganAt),
    isRecovered: false,
  });
  expect(await afterComparison(whole, null)).toMatchObject({ isRecovered: false });
});

test('a comparison that began before the database was restored says nothing of it', async () => {
  expect(await afterComparison({ isWhole: true, beganAt: RECOGNISED - 1 })).toEqual({
    comparedAt: null,
    isRecovered: false,
  });
});
