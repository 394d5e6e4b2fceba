import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createControl } from '@checkout/sandbox/control';
import { createRandom } from '../faults/random.ts';
import { startApi, startSandbox } from '../support/built-programs.ts';
import type { ChildProgram } from '../support/child-program.ts';
import { createApiClient } from '../support/clients.ts';
import { connectToEmbedded } from '../support/embedded-postgres.ts';
import { liveThrough } from './month.ts';
import { createPastClock, givePastClock, takePastClock } from './past-clock.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { hireStaff, loginSettings } from './staff.ts';

const API_KEY = 'inflow_priv_demo';
const WEBHOOK_SECRET = `whsec_${Buffer.from('of the demo on this machine alone').toString('base64')}`;
const SERVICE_TOKEN = 'the-token-of-the-demo-shop';
const DAY_MS = 86_400_000;
/** Names a folder as the demo's, which may be deleted. */
const MARK = 'made-by-the-demo';

export type DemoOptions = {
  /** Deleted first, if it is a demo's. */
  readonly folder: string;
  readonly days: number;
  readonly ports: {
    readonly api: string;
    readonly console: string;
    readonly sandbox: string;
    readonly card: string;
  };
  readonly say: (line: string) => void;
};

export type Demo = AsyncDisposable & {
  readonly checkoutUrl: string;
  /** A link that signs in once. */
  readonly consoleLink: string;
  readonly sandboxUrl: string;
};

/** Makes the last days of a small shop, and leaves all programs running at the present time. */
export async function startDemo({ folder, days, ports, say }: DemoOptions): Promise<Demo> {
  await using starting = new AsyncDisposableStack();
  const dataDir = join(folder, 'data');
  await takeFolder(folder);
  const receivers = starting.use(await startReceivers());
  const inflow = starting.use(
    await startSandbox(folder, {
      SANDBOX_PORT: ports.sandbox,
      SANDBOX_CARD_PORT: ports.card,
      SANDBOX_API_KEY: API_KEY,
      SANDBOX_CLOCK_START: new Date(Date.now() - days * DAY_MS).toISOString(),
      SANDBOX_RECEIVE_MS: String(DAY_MS / 24),
      SANDBOX_SETTLE_MS: String(DAY_MS),
      SANDBOX_REFUND_MS: String(DAY_MS / 2),
    }),
  );
  const [sandboxUrl = '', cardUrl = ''] = inflow.said;
  const environment = {
    PORT: ports.api,
    CONSOLE_PORT: ports.console,
    INFLOW_API_KEY: API_KEY,
    INFLOW_API_BASE_URL: sandboxUrl,
    INFLOW_CARD_BASE_URL: cardUrl,
    INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SANDBOX: 'on',
    SERVICE_TOKENS: `shop:${SERVICE_TOKEN}`,
    // For the receivers, which are programs on this machine.
    PRIVATE_ENDPOINTS: 'on',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
  };
  // A demo that was killed has left its PostgreSQL running: it is ended as its api ends it.
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
    await (await startApi(folder, environment)).stop();
  await rm(dataDir, { recursive: true, force: true });
  await makeMonth({ folder, dataDir, days, say, environment, sandboxUrl, receivers });
  const api = starting.use(await startApi(folder, environment));
  const consoleLink = consoleAddressOf(api);
  const [checkoutUrl = ''] = api.said;
  // The port may be another one than in the month.
  await registerWebhook(sandboxUrl, checkoutUrl);
  const running = starting.move();
  return { checkoutUrl, consoleLink, sandboxUrl, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

type Month = Pick<DemoOptions, 'folder' | 'days' | 'say'> & {
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sandboxUrl: string;
  readonly receivers: Receivers;
};

async function makeMonth({ folder, dataDir, days, say, environment, sandboxUrl, receivers }: Month) {
  // Makes the tables. Killed, an api leaves its PostgreSQL running, and the next start takes that over.
  await (await startApi(folder, environment)).kill();
  const sandbox = createControl({ apiUrl: sandboxUrl, apiKey: API_KEY });
  await using setUp = new AsyncDisposableStack();
  const connect = async () => {
    const client = await connectToEmbedded(dataDir);
    // Where the month fails, its api ends PostgreSQL before this connection.
    client.on('error', () => undefined);
    return setUp.adopt(client, (each) => each.end().catch(() => undefined));
  };
  const database = await connect();
  await emptyTables(database);
  await givePastClock(database, -(await sandbox.clock.get()).offsetMs);
  await using staff = await hireStaff();
  await using past = await startApi(folder, {
    ...environment,
    ...loginSettings(staff.login),
    RECONCILE_AFTER_MS: '3000',
    // All shoppers of the demo come from this machine, with a few cards.
    ATTEMPT_LIMITS: 'off',
  });
  const [url = ''] = past.said;
  await registerWebhook(sandboxUrl, url);
  const consoleUrl = consoleAddressOf(past);
  staff.login.serve(consoleUrl);
  await liveThrough(
    {
      clock: await createPastClock(database, sandbox),
      database,
      sandbox,
      shopper: createApiClient(url),
      service: createApiClient(url, SERVICE_TOKEN),
      staff,
      consoleUrl,
      random: createRandom(20),
    },
    {
      days,
      receivers,
      tell: ({ day, paid }) => say(`Day ${day} of ${days}: ${paid} orders paid so far`),
    },
  );
  await takePastClock(database);
}

const consoleAddressOf = (api: ChildProgram): string => {
  const said = /^Console: (\S+)$/m.exec(api.output())?.[1];
  if (said === undefined) throw new Error('The api did not say where the console is');
  return said;
};

async function registerWebhook(sandboxUrl: string, checkoutUrl: string): Promise<void> {
  const { port } = new URL(checkoutUrl);
  await createControl({ apiUrl: sandboxUrl, apiKey: API_KEY }).webhooks.configure({
    url: `http://127.0.0.1:${port}/webhooks/inflow`,
    secret: WEBHOOK_SECRET,
  });
}

/** What the first start has noted was noted at the present time. The audit trail refuses to be deleted, but to its own triggers' absence. */
async function emptyTables(database: Awaited<ReturnType<typeof connectToEmbedded>>): Promise<void> {
  const { rows } = await database.query<{ names: string | null }>(
    "select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables where schemaname = 'public'",
  );
  await database.query('set session_replication_role = replica');
  await database.query(`truncate ${rows[0]?.names}`);
  await database.query('set session_replication_role = origin');
}

/** @throws for a folder that is not a demo's. */
async function takeFolder(folder: string): Promise<void> {
  const mark = join(folder, MARK);
  if (existsSync(folder) && (await readdir(folder)).length > 0 && !existsSync(mark))
    throw new Error(`${folder} holds something else than a demo: name another folder`);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await writeFile(mark, '');
}
