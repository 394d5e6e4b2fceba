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

/** The report of the suite on a sandbox whose responses are changed on their way. */
async function reportOn(change: Change) {
  await using sandbox = await startSandbox();
  await using api = await startChangingProxy(sandbox.apiUrl, change);
  await using card = await startChangingProxy(sandbox.cardUrl, change);
  return await reportOf({ api: api.url, card: card.url });
}

async function reportOf(urls: { api: string; card: string }) {
  await using report = await stateFile();
  const code = await runContract({
    INFLOW_CONTRACT_API_KEY: 'inflow_priv_other',
    INFLOW_CONTRACT_API_BASE_URL: urls.api,
    INFLOW_CONTRACT_CARD_BASE_URL: urls.card,
    INFLOW_CONTRACT_REPORT: report.path,
  });
  const [head = '', ...sections] = (await readFile(report.path, 'utf8')).trimEnd().split('\n\n');
  const [differences, inferred, unchecked, answered, isNew] = sections.map((section) => section.split('\n'));
  return { code, head, differences, inferred, unchecked, answered, isNew };
}

const isList = (path: string) => path.startsWith('/api/payment?');
const object = (body: unknown) => body as Record<string, unknown>;

/** Another answer to five open points, one of which no dialect has. */
const otherAnswers: Change = ({ method, path, status, body }) => {
  if (path.endsWith('/confirm') && status === 201) return { status: 200 };
  if (path.endsWith('/confirm') && status === 400)
    return { status: 422, body: { ...object(body), statusCode: 422 } };
  if (path.startsWith('/api/tax/rate')) return { body: { rate: 20 } };
  if (method === 'GET' && isList(path) && status === 200) return { body: object(body).data };
  if (method === 'PATCH') return { status: 404 };
  return {};
};

/** Beside them, two differences from the documentation, and one from what was inferred. */
const otherwise: Change = (call) => {
  const { path, status, body } = call;
  if (path.endsWith('/refund') && status === 201) return { body: { ...object(body), status: 'REFUNDED' } };
  if (status === 401) return { body: { ...object(body), message: 'Who are you?' } };
  if (object(body).depositStatus === 'failed') return { body: { ...object(body), status: 'INITIATION' } };
  return otherAnswers(call);
};

const openPoint = (text: string) => expect.stringContaining(`  open point answered: ${text} (`);

test('contract suite: another answer to an open point is reported, and no difference', async () => {
  const before = new Date().toISOString();
  const { code, head, differences, unchecked, answered, isNew } = await reportOn(otherAnswers);
  expect(code).toBe(0);
  const [host, date = ''] = head.split(', ');
  expect(host).toMatch(/^Inflow's contract at http:\/\/127\.0\.0\.1:\d+$/);
  expect(before <= date && date <= new Date().toISOString()).toBe(true);
  expect(differences).toEqual([expect.stringMatching(/^Differs from the documentation.*: none$/)]);
  expect(unchecked).toEqual(['Could not be checked: none']);
  expect(answered).toEqual(
    expect.arrayContaining([
      openPoint('confirmStatus = 200'),
      openPoint('taxRate = other_body'),
      openPoint('listEnvelope = array'),
      openPoint('update = post'),
      openPoint('refundAgain = 400'),
    ]),
  );
  expect(isNew).toEqual([
    expect.stringMatching(/^Open points answered in a new way/),
    expect.stringContaining('  open point answered in a new way: confirmAgain = 422 ('),
  ]);
});

test('contract suite: each difference from the documentation fails, with what was expected and seen', async () => {
  const { code, differences, inferred, answered } = await reportOn(otherwise);
  expect(code).toBe(1);
  const tests = differences?.filter((line) => /^ {2}\S/.test(line));
  expect(tests?.sort()).toEqual([
    '  a missing and an invalid key get the documented 401 on both hosts, for any body',
    '  a refund is full, once, and only of a payment that was paid',
  ]);
  expect(differences).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^ {4}differs from the documentation: expected /),
      expect.stringMatching(/^ {6}- .*"REFUND_PENDING"/),
      expect.stringMatching(/^ {6}\+ .*"REFUNDED"/),
      expect.stringMatching(/^ {6}\+ .*"Who are you\?"/),
    ]),
  );
  expect(inferred).toEqual(
    expect.arrayContaining([
      '  a declined card is no HTTP error: the payment has failed in the documented form',
      expect.stringMatching(/^ {4}differs from what was inferred: expected /),
    ]),
  );
  expect(answered).toContainEqual(openPoint('confirmStatus = 200'));
});

test('contract suite: a host that does not respond is no difference', async () => {
  const refused = 'http://127.0.0.1:1';
  const { code, differences, unchecked } = await reportOf({ api: refused, card: refused });
  expect(code).toBe(1);
  expect(differences).toEqual([expect.stringMatching(/: none$/)]);
  expect(unchecked).toContain('  create responds 201 with exactly the six documented fields');
  expect(unchecked).toContain('    fetch failed');
});

test('contract suite: it uses the fixtures and HTTP only, nothing of this sandbox', async () => {
  const files = ['./contract.suite.ts'];
  for (const file of files) {
    const text = await readFile(new URL(file, import.meta.url), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from = '']) => from);
    files.push(...imports.filter((name) => name.startsWith('.') && !files.includes(name)));
  }
  expect(files.sort()).toEqual([
    './contract-calls.ts',
    './contract-open.suite.ts',
    './contract.suite.ts',
    './inflow.ts',
  ]);
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
