import { startSandbox } from '@checkout/sandbox/start';
import { expect, test } from 'vitest';
import { checkInflowAccess } from '../src/inflow-access.ts';

async function access(key: string, fault?: { status: number }) {
  await using sandbox = await startSandbox({ apiKey: 'inflow_priv_access' });
  if (fault !== undefined) await sandbox.control.faults.add({ operation: 'list', kind: 'status', ...fault });
  const env = {
    INFLOW_API_KEY: key,
    INFLOW_API_BASE_URL: sandbox.apiUrl,
    INFLOW_CARD_BASE_URL: sandbox.cardUrl,
  };
  const lines = await checkInflowAccess(env).catch((error: unknown) => String(error));
  const said = Array.isArray(lines) ? lines : [lines];
  return said.map((line) => line.replace(sandbox.apiUrl, 'API').replace(sandbox.cardUrl, 'CARD'));
}

test('access: says which hosts will be called, and that the key was accepted', async () => {
  expect(await access('inflow_priv_access')).toEqual([
    'Inflow: payments at API',
    'Inflow: cards at CARD',
    'Inflow: the key was accepted',
  ]);
});

test('access: a wrong key stops the start with one sentence that does not repeat it', async () => {
  expect(await access('mistyped')).toEqual([
    'EnvironmentError: INFLOW_API_KEY was refused by Inflow: it is wrong, was replaced, or belongs to another environment (API).',
  ]);
});

test('access: a marketplace’s key stops the start', async () => {
  expect(await access('inflow_marketplace_key')).toEqual([
    "EnvironmentError: INFLOW_API_KEY is a marketplace's, whose calls have to name a seller: use the key of the seller that sells here (API).",
  ]);
});

test.each([403, 404, 500, 503])('access: a node starts although Inflow answers %i', async (status) => {
  expect(await access('inflow_priv_access', { status })).toContain(
    `Inflow: the key could not be checked, its payments could not be listed (HTTP ${status})`,
  );
});

test('access: a node starts although Inflow cannot be reached', async () => {
  const closedPort = 'http://127.0.0.1:1';
  const env = {
    INFLOW_API_KEY: 'inflow_priv_access',
    INFLOW_API_BASE_URL: closedPort,
    INFLOW_CARD_BASE_URL: closedPort,
  };
  expect(await checkInflowAccess(env)).toContain(
    'Inflow: the key could not be checked, its payments could not be listed (no answer)',
  );
});
