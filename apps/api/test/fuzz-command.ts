// The long form of fuzz.test.ts: `pnpm --filter @checkout/api fuzz --count 1000000 --seed 1`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startSandbox } from '@checkout/sandbox/start';
import { createTRPCClient, httpLink } from '@trpc/client';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import type { AppRouter } from '../src/trpc/router.ts';
import { attack } from './fuzz/attack.ts';
import { knownValues } from './fuzz/known.ts';

const SERVICE_TOKEN = 'a-token-of-the-fuzz';
const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of the fuzz').toString('base64')}`;
const API_KEY = 'inflow_priv_fuzz';
/** After a collection, so that what is left is what is held. */
const TELLS_MEMORY =
  "data:text/javascript,process.on('message',()=>{gc();process.send(process.memoryUsage())})";
const MEMORY_LINE_EVERY = 10_000;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

await using ending = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'checkout-fuzz-'));
ending.defer(() => rm(folder, { recursive: true, force: true }));
const postgres = await startEmbeddedPostgres(folder, ['fsync=off', 'full_page_writes=off']);
ending.defer(() => postgres.stop());
const sandbox = ending.use(await startSandbox({ apiKey: API_KEY }));

// A process of its own, so that its memory is its own.
const api = spawn(process.execPath, ['--expose-gc', '--import', TELLS_MEMORY, 'src/main.ts'], {
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  env: {
    PATH: '/usr/bin:/bin',
    INFLOW_API_KEY: API_KEY,
    INFLOW_API_BASE_URL: sandbox.apiUrl,
    INFLOW_CARD_BASE_URL: sandbox.cardUrl,
    INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SERVICE_TOKENS: `fuzz:${SERVICE_TOKEN}`,
    DATABASE_URL: postgres.url,
    STORE: 'on',
    ATTEMPT_LIMITS: 'off',
    PORT: '0',
    LOG_LEVEL: 'error',
  },
});
ending.defer(async () => {
  if (api.exitCode !== null) return;
  api.kill('SIGTERM');
  await once(api, 'exit');
});
const said: string[] = [];
const url = await readyUrl(api, said);

const known = await knownValues({ shopper: clientOf(), service: clientOf(SERVICE_TOKEN) });
const count = Number(values.count);
const began = performance.now();
const { statuses, wrong } = await attack({
  url,
  known,
  secrets: { serviceToken: SERVICE_TOKEN, webhookSecret: WEBHOOK_SECRET },
  count,
  seed: Number(values.seed),
  atOnce: 32,
  async onProgress(sent) {
    if (sent % MEMORY_LINE_EVERY !== 0 && sent !== count) return;
    const perSecond = Math.round(sent / ((performance.now() - began) / 1000));
    say(`${sent} inputs, ${perSecond}/s, api: ${await memory()}`);
  },
});

say(`statuses: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}`);
say(`lines of errors in the log: ${said.length}`);
for (const line of said.slice(0, 10)) say(line.slice(0, 600));
for (const each of wrong) say(`seed ${each.seed}: ${each.what}\n    ${each.input}`);
const alive = api.exitCode === null && (await fetch(`${url}/readyz`)).ok;
say(`${wrong.length} wrong answers; the api ${alive ? 'is well' : 'is not well'}`);
process.exitCode = wrong.length === 0 && alive && said.length === 0 ? 0 : 1;

function readyUrl(program: ChildProcess, errors: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    program.once('exit', (code) => reject(new Error(`the api ended (${code})`)));
    if (program.stdout === null) return;
    createInterface(program.stdout).on('line', (line) => {
      const ready = /listening on (\S+)\)/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
      // The others say how the start goes.
      else if (line.startsWith('{')) errors.push(line);
    });
  });
}

/** What the process itself says of its memory. */
async function memory(): Promise<string> {
  const answered = once(api, 'message');
  api.send('memory');
  const [used] = (await answered) as [NodeJS.MemoryUsage];
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  return `RSS ${megabytes(used.rss)}, heap ${megabytes(used.heapUsed)}, buffers ${megabytes(used.arrayBuffers)}`;
}

function clientOf(token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] });
}
