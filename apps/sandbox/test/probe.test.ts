import pLimit from 'p-limit';
import { beforeAll, expect, test } from 'vitest';
import { dialectEntries, type SwitchName, triedValues } from '../src/domain/dialect.ts';
import { ProbeError } from '../src/probe/account.ts';
import { readProbeEnvironment } from '../src/probe/env.ts';
import { probe } from '../src/probe/probe.ts';
import { startSandbox } from '../src/start.ts';
import { dialectsOfEachAnswer, randomDialect, SLOW_MS } from './drawn-dialects.ts';
import { probeDialects, probeSeed } from './env.ts';
import { mistakesOf } from './probed-dialect.ts';

/** Long enough for a slow machine to tell them apart, and short enough for a test. */
const TIMES: Partial<Record<SwitchName, readonly number[]>> = {
  unconfirmedMs: [8_000],
  autoConfirmMs: [0, 2_500],
  listLagMs: [0, 5_000],
  readLagMs: [0, 1_500],
  taxRateMs: [2 * SLOW_MS],
};
const dialects = dialectsOfEachAnswer(TIMES);

test('probe: every answer of every switch is among the dialects that are identified', () => {
  for (const [name] of dialectEntries) {
    const values = TIMES[name] ?? triedValues(name);
    expect(new Set(dialects.map((dialect) => dialect[name])), name).toEqual(new Set(values));
  }
});

const rows = [
  ...dialects.map((dialect, row) => ({ name: `dialect ${row}`, dialect })),
  ...Array.from({ length: probeDialects }, (_, row) => ({
    name: `the random dialect of PROBE_SEED=${probeSeed + row}`,
    dialect: randomDialect(probeSeed + row),
  })),
].map((row, index) => ({ ...row, index }));

/** Most of a probe is waiting, so they run together; more at once make the machine so slow that times look different. */
const AT_ONCE = 16;
let mistakes: readonly Promise<readonly string[]>[] = [];
beforeAll(() => {
  process.stdout.write(`probe: ${probeDialects} random dialects from PROBE_SEED=${probeSeed} on\n`);
  const limit = pLimit(AT_ONCE);
  mistakes = rows.map(({ dialect }) => limit(() => mistakesOf(dialect).catch((error) => [String(error)])));
});

test.each(rows)('probe: identifies $name', async ({ index, dialect }) => {
  expect(await mistakes[index], JSON.stringify(dialect)).toEqual([]);
});

test.each([
  'https://api.inflowpay.xyz',
  'https://api-card.inflowpay.com',
  'https://sandbox.api.inflowpay.com.example.org',
  'http://sandbox.api.inflowpay.com',
  'https://example.org',
])('probe: refuses %s before anything is sent', async (url) => {
  await using sandbox = await startSandbox();
  const options = {
    apiKey: 'inflow_priv_sandbox',
    spacingMs: 0,
    timeoutMs: 1_000,
    unconfirmedMs: 0,
    lateMs: 0,
    slowMs: SLOW_MS,
  };
  for (const hosts of [
    { apiUrl: sandbox.apiUrl, cardUrl: url },
    { apiUrl: url, cardUrl: sandbox.cardUrl },
  ]) {
    await expect(probe({ ...options, ...hosts })).rejects.toThrow(/no sandbox of Inflow/);
  }
  expect(await sandbox.control.requests()).toEqual([]);
});

test('probe: a key that is refused is one sentence', async () => {
  await using sandbox = await startSandbox();
  const options = { spacingMs: 0, timeoutMs: 60_000, unconfirmedMs: 0, lateMs: 0, slowMs: SLOW_MS };
  const hosts = { apiUrl: sandbox.apiUrl, cardUrl: sandbox.cardUrl };
  await expect(probe({ ...options, ...hosts, apiKey: 'mistyped' })).rejects.toThrow(
    'The key was refused (HTTP 401): is it of this environment?',
  );
});

test('probe: a host that does not answer is one sentence', async () => {
  await using sandbox = await startSandbox();
  await sandbox.control.faults.add({ operation: 'list', kind: 'hang' });
  const options = { spacingMs: 0, timeoutMs: 300, unconfirmedMs: 0, lateMs: 0, slowMs: SLOW_MS };
  const hosts = { apiUrl: sandbox.apiUrl, cardUrl: sandbox.cardUrl };
  await expect(probe({ ...options, ...hosts, apiKey: 'inflow_priv_sandbox' })).rejects.toThrow(
    /The standard host gave no answer within \d+ ms\./,
  );
});

test('probe: without a key, or without a card host, nothing is guessed', () => {
  expect(() => readProbeEnvironment({})).toThrow(ProbeError);
  expect(readProbeEnvironment({ INFLOW_API_KEY: 'k' })).toEqual({
    apiKey: 'k',
    apiUrl: 'https://sandbox.api.inflowpay.com',
    cardUrl: '',
  });
});
