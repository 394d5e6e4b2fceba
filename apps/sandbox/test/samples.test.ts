import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { programEnvironment } from '../../../scripts/npm-package.ts';
import { startSandbox } from '../src/start.ts';
import { sign } from '../src/webhooks/send.ts';
import { watch } from './child.ts';
import { secret, startWithReceiver } from './receiver.ts';

const languages = [
  { name: 'shell', ending: 'sh', needs: ['sh', 'curl', 'jq', 'openssl'] },
  { name: 'Python', ending: 'py', needs: ['python3'] },
  { name: 'PHP', ending: 'php', needs: ['php'] },
] as const;
type Language = (typeof languages)[number];

const isInstalled = (program: string) => spawnSync(program, ['--version']).error === undefined;

const installed = languages.filter(({ name, needs }) => {
  const missing = needs.filter((program) => !isInstalled(program));
  if (missing.length > 0) process.stderr.write(`No samples in ${name}: ${missing.join(', ')} is missing.\n`);
  return missing.length === 0;
});

type Run = { env: Record<string, string>; args?: readonly string[]; input?: string };

/** Runs a sample to its end. */
async function runSample({ ending, needs: [interpreter] }: Language, name: string, run: Run) {
  const file = fileURLToPath(new URL(`../samples/${name}.${ending}`, import.meta.url));
  const child = spawn(interpreter, [file, ...(run.args ?? [])], {
    env: { ...programEnvironment, ...run.env },
  });
  // A sample that refuses its arguments does not read its input.
  child.stdin.on('error', () => {});
  child.stdin.end(run.input ?? '');
  const { ended, output } = watch(child);
  const [code] = await ended;
  return { code, ...output };
}

const apiKey = 'inflow_priv_samples';

const pay = (language: Language, { apiUrl, cardUrl }: { apiUrl: string; cardUrl: string }) =>
  runSample(language, 'pay', {
    env: { INFLOW_API_URL: apiUrl, INFLOW_CARD_URL: cardUrl, INFLOW_API_KEY: apiKey },
  });

test.each(installed)('samples: $name pays, also when reads fail', async (language) => {
  await using sandbox = await startSandbox({ apiKey });
  await sandbox.control.faults.add({ operation: 'read', kind: 'status', status: 503, count: 1 });
  await sandbox.control.faults.add({ operation: 'read', kind: 'drop_before', count: 1 });
  const { code, out } = await pay(language, sandbox);
  const [charge, ...more] = await sandbox.control.ledger();
  expect({ code, out }).toEqual({ code: 0, out: `created ${charge?.paymentId}\npaid 5999 EUR\n` });
  expect(more).toEqual([]);
});

test.each(
  installed.flatMap((language) => (['create', 'confirm'] as const).map((call) => ({ ...language, call }))),
)('samples: $name does not repeat a $call whose response is lost', async ({ call, ...language }) => {
  await using sandbox = await startSandbox({ apiKey });
  await sandbox.control.faults.add({ operation: call, kind: 'work_then_drop' });
  const { code, out } = await pay(language, sandbox);
  expect(code).not.toBe(0);
  expect(out).not.toContain('paid');
  const requests = await sandbox.control.requests();
  expect(requests.filter(({ operation }) => operation === call)).toHaveLength(1);
});

const verify = (language: Language, [id, timestamp, signatures]: readonly string[], run: Omit<Run, 'args'>) =>
  runSample(language, 'verify-webhook', { ...run, args: [`${id}`, `${timestamp}`, `${signatures}`] });

test.each(installed)('samples: $name verifies a delivery of the sandbox', async (language) => {
  await using world = await startWithReceiver(apiKey);
  await world.control.payments.seed({ status: 'PAYMENT_SUCCESS', metadatas: { name: 'Zoë' } });
  await world.receiver.arrived(1);
  const [delivery] = await world.control.deliveries.list();
  const headers = delivery?.attempts[0]?.headers ?? {};
  const signed = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) => `${headers[name]}`);
  const run = { env: { WEBHOOK_SECRET: secret }, input: `${delivery?.body}` };
  expect(await verify(language, signed, run)).toEqual({ code: 0, out: 'verified\n', err: '' });
});

const otherSecret = `whsec_${Buffer.from('another secret').toString('base64')}`;
const body = '{"data":[]}\n';
const now = () => Math.floor(Date.now() / 1000);
const signedAt = (timestamp: number, key = secret) =>
  ['msg_1', `${timestamp}`, sign(key, { id: 'msg_1', timestamp, body })] as const;

test.each(installed)(
  'samples: $name accepts any one signature of several, and refuses what is not genuine',
  async (language) => {
    const [id, timestamp, signature] = signedAt(now());
    const other = `v1,${Buffer.from('another signature').toString('base64')}`;
    const run = { env: { WEBHOOK_SECRET: secret }, input: body };
    expect(await verify(language, [id, timestamp, `${other} ${signature}`], run)).toMatchObject({ code: 0 });

    const refused: (readonly [string, readonly string[], Omit<Run, 'args'>])[] = [
      ['another id', ['msg_2', timestamp, signature], run],
      ['another signature', [id, timestamp, other], run],
      ['no signature', [id, timestamp, ''], run],
      ['a signature that is not ASCII', [id, timestamp, 'v1,é'], run],
      ['another body', [id, timestamp, signature], { ...run, input: `${body}\n` }],
      ['another secret', [id, timestamp, signature], { ...run, env: { WEBHOOK_SECRET: otherSecret } }],
      ['an old timestamp', signedAt(now() - 400), run],
      ['a timestamp ahead', signedAt(now() + 400), run],
      ['a timestamp in words', [id, 'now', signature], run],
      ['an empty secret', signedAt(now(), 'whsec_'), { ...run, env: { WEBHOOK_SECRET: 'whsec_' } }],
    ];
    for (const [what, signed, changed] of refused) {
      const { code, out, err } = await verify(language, signed, changed);
      expect([what, code, out]).toEqual([what, 1, '']);
      expect(err).toMatch(/^refused: .+\n$/);
    }
  },
);

test('samples: the README has the one in shell, and links all of them', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const readme = read('../README.md');
  expect(readme).toContain(`\`\`\`sh\n${read('../samples/pay.sh')}\`\`\`\n`);
  for (const { ending } of languages) {
    for (const name of ['pay', 'verify-webhook']) expect(readme).toContain(`](samples/${name}.${ending})`);
  }
});
