import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startSandbox } from '../src/start.ts';
import { type Change, startChangingProxy } from './changing-proxy.ts';
import { ownSandbox } from './env.ts';
import { stateFile } from './state-file.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));

/** The contract suite alone, on what the environment names, in a process of its own. */
async function runContract(env: Record<string, string>) {
  const names = ['run', 'test/contract.test.ts', '--testNamePattern', "Inflow's own sandbox"];
  const child = spawn(process.execPath, [vitest, ...names], { cwd: folder, env, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** An Inflow that answers otherwise in five ways, each of which one test must notice. */
const otherwise: Change = ({ method, path, status, body }) => {
  if (path.endsWith('/confirm') && status === 201) return { status: 200 };
  if (path.startsWith('/api/tax/rate')) return { body: { rate: 20 } };
  if (method === 'GET' && path.startsWith('/api/payment?') && status === 200) {
    return { body: (body as { data: unknown }).data };
  }
  if (path.endsWith('/refund') && status === 201)
    return { body: { ...(body as object), status: 'REFUNDED' } };
  if (status === 401) return { body: { ...(body as object), message: 'Who are you?' } };
  return {};
};

test('contract suite: each difference of another Inflow is recorded with its date, and nothing else', async () => {
  await using sandbox = await startSandbox();
  await using api = await startChangingProxy(sandbox.apiUrl, otherwise);
  await using card = await startChangingProxy(sandbox.cardUrl, otherwise);
  await using report = await stateFile();
  const before = new Date().toISOString();
  const code = await runContract({
    INFLOW_CONTRACT_API_KEY: 'inflow_priv_other',
    INFLOW_CONTRACT_API_BASE_URL: api.url,
    INFLOW_CONTRACT_CARD_BASE_URL: card.url,
    INFLOW_CONTRACT_REPORT: report.path,
  });
  expect(code).toBe(1);
  const lines = (await readFile(report.path, 'utf8')).trimEnd().split('\n');
  const noted = lines.map((line) => line.split('\t'));
  expect(noted.map(([, name]) => name).sort()).toEqual([
    'a missing and an invalid key get the documented 401 on both hosts, for any body',
    'a refund is full, once, and only of a payment that was paid',
    'tax: exclusive, inclusive, reverse charge, and the rate before paying',
    'the list is newest first, in pages',
    'without autoConfirm nothing is charged until the payment is confirmed',
  ]);
  const now = new Date().toISOString();
  expect(noted.every(([date = '', , why = '']) => before <= date && date <= now && why !== '')).toBe(true);
});

test('contract suite: it imports the fixtures and HTTP only, nothing of this sandbox', async () => {
  const imports = async (file: string) =>
    [...(await readFile(new URL(file, import.meta.url), 'utf8')).matchAll(/from '([^']+)'/g)].map(
      ([, from]) => from,
    );
  expect(await imports('contract.suite.ts')).toEqual(['vitest', './inflow.ts']);
  expect(await imports('inflow.ts')).toEqual(['node:fs', 'node:url']);
});

const key = { INFLOW_CONTRACT_API_KEY: 'inflow_priv_x' };

test.each([
  'https://api.inflowpay.xyz',
  'https://API.inflowpay.xyz/',
  'https://api.inflowpay.xyz./',
  'https://api-card.inflowpay.com',
  'https://api.inflowpay.com',
  'https://sandbox.api.inflowpay.com.example.com',
  'https://sandbox.api.inflowpay.com@api.inflowpay.xyz',
  'https://proxy.example.com',
])('never runs on %s', (url) => {
  expect(() => ownSandbox({ ...key, INFLOW_CONTRACT_API_BASE_URL: url })).toThrow('sandboxes alone');
  expect(() => ownSandbox({ ...key, INFLOW_CONTRACT_CARD_BASE_URL: url })).toThrow('sandboxes alone');
});

test('never runs with a production key, and on nothing without a key', () => {
  expect(() => ownSandbox({ INFLOW_CONTRACT_API_KEY: 'inflow_prod_x' })).toThrow('production key');
  expect(ownSandbox({})).toBe(null);
  expect(ownSandbox(key)).toMatchObject({ apiUrl: 'https://sandbox.api.inflowpay.com' });
});
