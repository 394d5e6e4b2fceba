// pnpm --filter @checkout/sandbox load [--payments N]: requests per second, beside those of a bare node:http server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, sender } from './measure.ts';
import { type Program, startProgram } from './programs.ts';

const { values } = parseArgs({ options: { payments: { type: 'string', default: '100000' } } });
const wanted = Number(values.payments);
if (!Number.isSafeInteger(wanted) || wanted < 1000) throw new Error('--payments must be at least 1000');

const body = JSON.stringify({
  products: [{ name: 'Pro Plan', price: 4999, quantity: 1 }],
  currency: 'EUR',
  customerEmail: 'customer@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  metadatas: { orderId: 'order_12345' },
  card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
});
const sample = Math.min(5000, Math.floor(wanted / 5));
const say = (text: string) => process.stdout.write(`${text}\n`);

type Rate = { readonly operation: string; readonly rate: number; readonly bare: number };

async function rates({ urls: [apiUrl = '', cardUrl = ''] }: Program, bare: Program): Promise<Rate[]> {
  const api = sender(apiUrl);
  const card = sender(cardUrl);
  const plain = sender(bare.urls[0]);
  const found: Rate[] = [];
  /** Measures both within seconds, so that other load on the machine slows both alike. */
  const compare = async (operation: string, times: number, act: (index: number) => Promise<unknown>) => {
    const rate = await measure(times, act);
    found.push({ operation, rate, bare: await measure(times, () => plain('POST', '/', body)) });
  };
  const ids: string[] = [];
  const create = async () => {
    ids.push((JSON.parse(await card('POST', '/api/server/payment', body)) as { id: string }).id);
  };
  const at = (index: number) => ids[index % ids.length];
  const pages = Math.floor(wanted / 20);
  await compare('create', sample, create);
  await compare('read', sample, (index) => api('GET', `/api/payment/${at(index)}`));
  await compare('confirm', sample, (index) => api('POST', `/api/server/payment/${at(index)}/confirm`));
  await measure(wanted - sample, create);
  await compare('read, full', sample, (index) => api('GET', `/api/payment/${at(index * 7919)}`));
  await compare('list, full', sample, (index) =>
    api('GET', `/api/payment?limit=20&page=${1 + ((index * 7919) % pages)}`),
  );
  return found;
}

async function measureSandbox(name: string, args: readonly string[]): Promise<void> {
  await using bare = await startProgram('bare.ts');
  await using sandbox = await startProgram('../src/main.ts', args);
  const empty = sandbox.residentMb();
  const found = await rates(sandbox, bare);
  say(
    `\n${name}: ready in ${sandbox.readyMs} ms, ${empty} MB; with ${wanted} payments ${sandbox.residentMb()} MB`,
  );
  for (const { operation, rate, bare } of found) {
    const ratio = (rate / bare).toFixed(2);
    say(
      `  ${operation.padEnd(12)} ${String(rate).padStart(6)} a second, ${ratio} of bare node:http (${bare})`,
    );
  }
}

say(new Date().toISOString().slice(0, 10));
await measureSandbox('memory', []);
const folder = await mkdtemp(join(tmpdir(), 'sandbox-load-'));
try {
  const data = ['--data', join(folder, 'state')];
  await measureSandbox('--data', data);
  for (const which of ['first', 'second']) {
    await using again = await startProgram('../src/main.ts', data);
    say(
      `  ${which} start with ${wanted} kept payments: ready in ${again.readyMs} ms, ${again.residentMb()} MB`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
