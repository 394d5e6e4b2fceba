import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Control, createControl } from '@checkout/sandbox/control';
import type { Dialect } from '@checkout/sandbox/dialect';
import pg from 'pg';
import { startApi, startPostgresHost, startSandbox } from '../support/built-programs.ts';
import type { ChildProgram } from '../support/child-program.ts';
import { type ApiClient, createApiClient } from '../support/clients.ts';
import { copyDatabase, createDatabase, replaceDatabase } from '../support/embedded-postgres.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { type InflowProxy, startInflowProxy } from './inflow-proxy.ts';

const SERVICE_TOKEN = 'a-token-for-the-fault-tests';
export const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the fault tests').toString('base64')}`;

const SKEWED_CLOCK = new URL('../support/skewed-clock.ts', import.meta.url).href;

export type Confirmation = 'explicit' | 'automatic';

export type ClusterOptions = {
  readonly nodes: number;
  readonly confirmation: Confirmation;
  readonly timeoutMs: number;
  readonly reconcileAfterMs: number;
  /** Makes the sandbox's faults reproducible. */
  readonly seed?: number;
  /** Programs to use instead of starting them; the cluster has a database and an Inflow account of its own there. */
  readonly host?: Host;
  /** An Inflow account that another cluster uses too; else the cluster has one of its own. */
  readonly sharesAccountOf?: Cluster;
  /** What the key of the account begins with: it says what kind of account it is. */
  readonly keyPrefix?: string;
  /** How the account answers where Inflow's documentation leaves it open. */
  readonly dialect?: Partial<Dialect>;
  /** How far each node's clock is off; 0 where nothing is said. */
  readonly clockSkewsMs?: readonly number[];
  /** What the nodes are started with besides. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The sandbox and PostgreSQL: shared by clusters, because each takes seconds to start. */
export type Host = AsyncDisposable & {
  readonly folder: string;
  readonly apiUrl: string;
  readonly cardUrl: string;
  readonly dataDir: string;
};

/** One api process on the shared database; it can be killed and started again, at the same address. */
export type Node = {
  readonly url: string;
  readonly shopper: ApiClient;
  readonly service: ApiClient;
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
  start(): Promise<void>;
  isUp(): boolean;
  output(): string;
};

/** The database as it was when the standby was made. */
export type Standby = {
  /**
   * The nodes go on with the standby: what was committed since it was made is lost. `meanwhile` runs when the standby has taken
   * over and no node has found it yet.
   */
  takeOver<Result>(meanwhile: () => Promise<Result>): Promise<Result>;
};

export type Cluster = AsyncDisposable & {
  /** Of its Inflow account. */
  readonly apiKey: string;
  readonly sandbox: Control;
  readonly nodes: readonly Node[];
  /** The first node, for tests with only one. */
  readonly node: Node;
  /** What the nodes reach Inflow through. */
  readonly inflow: Pick<InflowProxy, 'intercept'>;
  /** What the nodes reach the database through. */
  readonly database: TcpProxy;
  connect(): Promise<pg.Client>;
  /** Cuts the nodes off for a moment. */
  makeStandby(): Promise<Standby>;
};

/** `sandboxEnv`: how long the stages of a payment last, say. */
export async function startHost(sandboxEnv: Readonly<Record<string, string>> = {}): Promise<Host> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await makeTemporaryFolder()).path;
  const sandbox = starting.use(await startSandbox(folder, sandboxEnv));
  const [apiUrl = '', cardUrl = ''] = sandbox.said;
  const dataDir = join(folder, 'data');
  starting.use(
    await startPostgresHost(folder, dataDir, {
      INFLOW_API_KEY: 'inflow_priv_keeper',
      INFLOW_API_BASE_URL: apiUrl,
      INFLOW_CARD_BASE_URL: cardUrl,
    }),
  );
  const running = starting.move();
  return { folder, apiUrl, cardUrl, dataDir, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

let clusters = 0;

/** The sandbox, one PostgreSQL, and any number of api processes on it. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  await using starting = new AsyncDisposableStack();
  const { folder, apiUrl, cardUrl, dataDir } = options.host ?? starting.use(await startHost());
  clusters += 1;
  const number = clusters;
  const { keyPrefix = 'inflow_priv_faults', sharesAccountOf } = options;
  const apiKey = sharesAccountOf?.apiKey ?? `${keyPrefix}${number}`;
  const standardHost = starting.use(await startInflowProxy(apiUrl));
  const cardHost = starting.use(await startInflowProxy(cardUrl));
  const sandbox = createControl({ apiUrl, apiKey });
  if (sharesAccountOf === undefined) await sandbox.reset({ seed: options.seed ?? 1 });
  if (options.dialect !== undefined) await sandbox.dialect.set(options.dialect);
  const environment = {
    INFLOW_API_KEY: apiKey,
    INFLOW_API_BASE_URL: standardHost.url,
    INFLOW_CARD_BASE_URL: cardHost.url,
    INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
    INFLOW_CONFIRMATION: options.confirmation,
    INFLOW_TIMEOUT_MS: String(options.timeoutMs),
    RECONCILE_AFTER_MS: String(options.reconcileAfterMs),
    ATTEMPT_LIMITS: 'off',
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN}`,
    LOG_LEVEL: 'warn',
    ...options.env,
  };

  const databaseName = `faults${number}`;
  const databaseUrl = new URL(await createDatabase(dataDir, databaseName));
  const database = starting.use(await startTcpProxy(Number(databaseUrl.port)));
  const throughProxy = new URL(databaseUrl);
  throughProxy.port = String(database.port);

  const nodes: Node[] = [];
  for (let count = 0; count < options.nodes; count += 1) {
    const port = await freePort();
    const node = createNode(
      folder,
      { ...environment, DATABASE_URL: throughProxy.href, PORT: String(port) },
      options.clockSkewsMs?.[count] ?? 0,
    );
    starting.defer(() => node.kill());
    await node.start();
    nodes.push(node);
  }
  const [node] = nodes;
  if (node === undefined) throw new Error('A cluster needs a node');

  await sandbox.webhooks.add({ url: `${node.url}/webhooks/inflow`, secret: WEBHOOK_SECRET });
  let standbys = 0;
  const running = starting.move();
  return {
    apiKey,
    sandbox,
    nodes,
    node,
    database,
    inflow: {
      intercept(interceptor) {
        for (const host of [standardHost, cardHost]) host.intercept(interceptor);
      },
    },
    async connect() {
      const client = new pg.Client({ connectionString: databaseUrl.href });
      // A query that fails reports it; an error without a listener would end this process.
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    async makeStandby() {
      standbys += 1;
      const standby = `${databaseName}_standby${standbys}`;
      const oldName = `${databaseName}_lost${standbys}`;
      const withoutNodes = async <Result>(work: () => Promise<Result>): Promise<Result> => {
        database.cut();
        const result = await work();
        database.mend();
        return result;
      };
      await withoutNodes(() => copyDatabase(dataDir, databaseName, standby));
      return {
        takeOver: (meanwhile) =>
          withoutNodes(async () => {
            await replaceDatabase(dataDir, { name: databaseName, by: standby, oldName });
            return meanwhile();
          }),
      };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function createNode(folder: string, env: Record<string, string>, skewMs: number): Node {
  const url = `http://localhost:${env.PORT}`;
  let program: ChildProgram | null = null;
  return {
    url,
    shopper: createApiClient(url),
    service: createApiClient(url, SERVICE_TOKEN),
    async start() {
      const flags = skewMs === 0 ? [] : ['--import', `${SKEWED_CLOCK}?ms=${skewMs}`];
      program = await startApi(folder, env, { flags });
    },
    async kill() {
      const dying = program;
      program = null;
      await dying?.kill();
    },
    async stop() {
      const stopping = program;
      program = null;
      await stopping?.stop();
    },
    isUp: () => program !== null,
    output: () => program?.output() ?? '',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
