import { expect, test } from 'vitest';
import type { DatabaseFacts } from '../../db/database-facts.ts';
import { clockFindings, comparisonFindings, databaseFindings } from './database.ts';

const GOOD: DatabaseFacts = {
  version: 17,
  isRemote: true,
  isEncrypted: true,
  isSuperuser: false,
  ownsTables: false,
  isReadOnly: false,
  fsync: 'on',
  synchronousCommit: 'on',
  fullPageWrites: 'on',
  migrations: 14,
  ownMigrations: 14,
  backend: 1,
  isPooled: false,
  now: 0,
  clockOffsetMs: 20,
  comparedSeconds: 3_600,
  isCompared: true,
  lastDeliverySeconds: null,
  hasPayments: false,
};

const worst = (changes: Partial<DatabaseFacts>, embeddedDatabase = false, testMode = false) => {
  const levels = databaseFindings({ ...GOOD, ...changes }, { embeddedDatabase, testMode }).map(
    ({ level }) => level,
  );
  return ['bad', 'warning', 'good'].find((each) => levels.some((level) => level === each));
};

test('doctor, database: one that is set up well is good', () => {
  expect(worst({})).toBe('good');
  expect(worst({ isRemote: false, isEncrypted: false })).toBe('good');
});

test.each<[string, Partial<DatabaseFacts>, string]>([
  ['an old version', { version: 12 }, 'bad'],
  ['a missing migration', { migrations: 13 }, 'bad'],
  ['a role that may not see the migrations', { migrations: null }, 'warning'],
  ['a newer migration', { migrations: 15 }, 'warning'],
  ['a standby', { isReadOnly: true }, 'bad'],
  ['a remote one without TLS', { isEncrypted: false }, 'bad'],
  ['a superuser', { isSuperuser: true }, 'warning'],
  ["the tables' owner", { ownsTables: true }, 'warning'],
  ['fsync that is off', { fsync: 'off' }, 'bad'],
  ['commits that are not waited for', { synchronousCommit: 'off' }, 'bad'],
  ['a pooler', { isPooled: true }, 'warning'],
])('doctor, database: %s is told', (_name, changes, level) => {
  expect(worst(changes)).toBe(level);
});

test('doctor, database: the embedded one is good for simulated payments alone, in any role', () => {
  expect(worst({ isSuperuser: true }, true, true)).toBe('good');
  expect(worst({}, true, false)).toBe('bad');
});

test('doctor, clock: differences are told from five seconds on, either way', () => {
  const levelAt = (clockOffsetMs: number) => clockFindings({ clockOffsetMs })[0]?.level;
  expect([20, 4_000, 6_000, -6_000, 200_000].map(levelAt)).toEqual([
    'good',
    'good',
    'warning',
    'warning',
    'bad',
  ]);
});

test('doctor, comparison: late from a day and a half on, also where there was none', () => {
  const levelOf = (comparedSeconds: number, isCompared: boolean) =>
    comparisonFindings({ comparedSeconds, isCompared })[0]?.level;
  expect(levelOf(100, false)).toBe('good');
  expect(levelOf(100_000, true)).toBe('good');
  expect(levelOf(130_000, true)).toBe('bad');
  expect(levelOf(130_000, false)).toBe('bad');
});
