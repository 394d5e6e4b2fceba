import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { type Dialect, dialectEntries, type SwitchName, triedValues } from '../src/domain/dialect.ts';
import { readDialect } from '../src/domain/dialect-input.ts';
import { ProbeError } from '../src/probe/account.ts';
import { readProbeEnvironment } from '../src/probe/env.ts';
import { linesOf } from '../src/probe/findings.ts';
import { probe } from '../src/probe/probe.ts';
import { startSandbox } from '../src/start.ts';

const SLOW_MS = 3_000;
/** Long enough for a slow machine to tell them apart, and short enough for a test. */
const TIMES: Partial<Record<SwitchName, readonly number[]>> = {
  unconfirmedMs: [8_000],
  autoConfirmMs: [0, 2_500],
  listLagMs: [0, 5_000],
  readLagMs: [0, 1_500],
  taxRateMs: [2 * SLOW_MS],
};
const ROWS = 5;

/** Dialects in which every answer of every switch occurs. */
const dialects = Array.from({ length: ROWS }, (_, row) => {
  const entries = dialectEntries.map(([name], index) => {
    const values = TIMES[name] ?? triedValues(name);
    return [name, values[(row + index) % values.length]];
  });
  return Object.fromEntries(entries) as Dialect;
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('probe: every answer of every switch is among the dialects that are identified', () => {
  for (const [name] of dialectEntries) {
    const values = TIMES[name] ?? triedValues(name);
    expect(new Set(dialects.map((dialect) => dialect[name])), name).toEqual(new Set(values));
  }
});

/** What cannot be seen from outside in a dialect. */
const unseen = (dialect: Dialect): readonly SwitchName[] => [
  ...(dialect.unconfirmed === 'waits' ? (['unconfirmedMs'] as const) : []),
  ...(dialect.taxRate === 'slow' ? [] : (['taxRateMs'] as const)),
  // It may have been decided before it could be read.
  ...(dialect.readLagMs > 0 ? (['autoConfirmMs'] as const) : []),
];

test.concurrent.each(dialects.map((dialect, row) => ({ row, dialect })))(
  'probe: identifies dialect $row',
  async ({ row, dialect }) => {
    const [apiKey, keyWithoutServerToServer] = [`inflow_priv_probe${row}`, `inflow_no_s2s_probe${row}`];
    await using sandbox = await startSandbox({ apiKey });
    const control = createControl({ apiUrl: sandbox.apiUrl, apiKey });
    // More than any page holds.
    await Promise.all(
      Array.from({ length: 120 }, () => control.payments.seed({ status: 'PAYMENT_SUCCESS' })),
    );
    // Later than the list is late.
    await control.clock.advance(60_000);
    await control.dialect.set(dialect);
    await createControl({ apiUrl: sandbox.apiUrl, apiKey: keyWithoutServerToServer }).dialect.set(dialect);
    const port = await freePort();
    const answers = await probe({
      apiKey,
      apiUrl: sandbox.apiUrl,
      cardUrl: sandbox.cardUrl,
      spacingMs: 0,
      timeoutMs: 60_000,
      unconfirmedMs: 15_000,
      lateMs: 30_000,
      slowMs: SLOW_MS,
      keyWithoutServerToServer,
      receiver: { url: `http://127.0.0.1:${port}/`, port },
    });
    const hidden = unseen(dialect);
    for (const [name] of dialectEntries) {
      const said = answers.answers[name];
      if (hidden.includes(name)) continue;
      const wanted = dialect[name];
      if (typeof wanted === 'number' && name !== 'largestPage' && wanted > 0) {
        expect(said, `${name}: ${answers.notObserved[name]}`).toBeGreaterThanOrEqual(wanted);
      } else expect(said, `${name}: ${answers.notObserved[name]}`).toBe(wanted);
    }
    // The sandbox takes the file as a dialect, and it says nothing that is secret.
    expect(readDialect(answers.answers)).toEqual(answers.answers);
    expect(JSON.stringify(answers)).not.toMatch(/inflow_|\d{12}|@example/);
    expect(linesOf(answers)).toHaveLength(dialectEntries.length);
  },
);

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
