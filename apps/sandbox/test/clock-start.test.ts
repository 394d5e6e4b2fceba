import { expect, test } from 'vitest';
import { readEnv } from '../src/env.ts';
import { startSandbox } from '../src/start.ts';
import { documentedCreate, inflowAt } from './inflow.ts';
import { stateFile } from './state-file.ts';

const apiKey = 'inflow_priv_past';
const clockStart = '2026-01-31T08:00:00Z';
const DAY_MS = 86_400_000;

test('the clock of a new account begins where SANDBOX_CLOCK_START says, also after a reset, and is advanced from there', async () => {
  await using sandbox = await startSandbox({ apiKey, clockStart });
  const inflow = inflowAt({ ...sandbox, apiKey });
  const created = async () => {
    const { body } = await inflow.create(documentedCreate());
    const payment = (await sandbox.control.payments.list()).find(({ id }) => id === body.id);
    return Date.parse(String(payment?.createdAt));
  };
  const first = await created();
  expect(new Date(first).toISOString()).toMatch(/^2026-01-31T08:/);
  await sandbox.control.clock.advance(DAY_MS);
  expect(await created()).toBeGreaterThanOrEqual(first + DAY_MS);
  await sandbox.control.reset();
  expect(new Date(await created()).toISOString()).toMatch(/^2026-01-31T08:/);
});

test('a state file keeps the clock of its account, also where SANDBOX_CLOCK_START names another time at the next start', async () => {
  await using file = await stateFile();
  const dataFile = file.path;
  const first = await startSandbox({ apiKey, dataFile, clockStart });
  await first.control.clock.advance(DAY_MS);
  await first.close();
  await using second = await startSandbox({ apiKey, dataFile });
  expect((await second.control.clock.get()).now).toMatch(/^2026-02-01T08:/);
});

test('SANDBOX_CLOCK_START that is no time stops the start with a sentence that names it', () => {
  expect(() => readEnv({ SANDBOX_CLOCK_START: 'yesterday' }, [])).toThrow(
    'SANDBOX_CLOCK_START must be a time such as 2026-01-31T08:00:00Z.',
  );
});
