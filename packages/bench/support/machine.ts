import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startApi, startPostgresHost, startSandbox } from '@checkout/e2e/support/built-programs';
import { type ChildProgram, startProgram } from '@checkout/e2e/support/child-program';
import { createDatabase } from '@checkout/e2e/support/embedded-postgres';
import { makeTemporaryFolder } from '@checkout/e2e/support/temporary-folder';
import { type Control, createControl } from '@checkout/sandbox/control';
import { PACKAGE } from './paths.ts';
import { countTrips, type TripCounter } from './round-trip-counter.ts';
import { apiShop, floorShop, type Shop } from './shop.ts';

/** What becomes of a payment after it is paid is not of its session: it comes by webhook, and the floor takes none. */
const LATER = { SANDBOX_RECEIVE_MS: '3600000', SANDBOX_SETTLE_MS: '3600000' };

export type Mode = 'explicit' | 'automatic';

/** One server with a database and an Inflow account of its own. */
export type Contender = AsyncDisposable & {
  readonly shop: Shop;
  readonly url: string;
  readonly pid: number;
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly inflow: Control;
  /** Everything that it has written. */
  output(): string;
  /** Null where nothing stands between it and PostgreSQL. */
  readonly counter: TripCounter | null;
};

export type StartOptions = {
  readonly mode: Mode;
  readonly counted?: boolean;
  /** How the api is called. */
  readonly through?: 'plain' | 'adapter';
  readonly variables?: Readonly<Record<string, string>>;
  /** The measured server has the first core to itself, unless several share them all. */
  readonly cores?: 'first' | 'all';
  /** How many calls its shop has open at a time (32). */
  readonly connections?: number;
  /** Another node on the database and the Inflow account of this one. */
  readonly beside?: Contender;
};

export type Machine = AsyncDisposable & {
  start(name: Shop['name'], options: StartOptions): Promise<Contender>;
};

/** The built sandbox, and PostgreSQL as the api embeds it (it waits for the disk at each commit). */
export async function startMachine(): Promise<Machine> {
  await using starting = new AsyncDisposableStack();
  pinOthers();
  const folder = starting.use(await makeTemporaryFolder()).path;
  const inflow = starting.use(await startSandbox(folder, LATER));
  const [apiUrl = '', cardUrl = ''] = inflow.said;
  const inflowOf = (apiKey: string) => ({
    INFLOW_API_KEY: apiKey,
    INFLOW_API_BASE_URL: apiUrl,
    INFLOW_CARD_BASE_URL: cardUrl,
  });
  const dataDir = join(folder, 'data');
  starting.use(await startPostgresHost(folder, dataDir, inflowOf('inflow_priv_keeper')));

  let started = 0;
  const running = starting.move();
  return {
    async start(
      name,
      { mode, counted = false, through = 'plain', variables = {}, connections, beside, cores = 'first' },
    ) {
      await using parts = new AsyncDisposableStack();
      started += 1;
      const apiKey = beside?.apiKey ?? `inflow_priv_bench${started}`;
      const databaseUrl = beside?.databaseUrl ?? (await createDatabase(dataDir, `bench${started}`));
      const counter = counted ? parts.use(await countTrips(Number(new URL(databaseUrl).port))) : null;
      const env = {
        ...inflowOf(apiKey),
        INFLOW_CONFIRMATION: mode,
        DATABASE_URL: counter === null ? databaseUrl : withPort(databaseUrl, counter.port),
        ...variables,
      };
      const program = parts.use(await (name === 'api' ? startMeasuredApi : startFloor)(folder, env));
      if (cores === 'first') pinServer(program.pid);
      else pin(program.pid, `0-${CORES - 1}`);
      const [address = ''] = program.said;
      const shop =
        name === 'api'
          ? apiShop(address, program.pid, { through, connections })
          : floorShop(`http://127.0.0.1:${address}`, program.pid);
      parts.defer(() => shop.close());
      const control = createControl({ apiUrl, apiKey });
      const all = parts.move();
      return {
        shop,
        url: name === 'api' ? address : `http://127.0.0.1:${address}`,
        pid: program.pid,
        databaseUrl,
        apiKey,
        inflow: control,
        counter,
        output: program.output,
        [Symbol.asyncDispose]: () => all.disposeAsync(),
      };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };

  function startMeasuredApi(cwd: string, env: Record<string, string>): Promise<ChildProgram> {
    // Warnings as in production's log would tell why a round is slow; a good round has none.
    return startApi(cwd, {
      PORT: '0',
      ATTEMPT_LIMITS: 'off',
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: '127.0.0.1',
      ...env,
    });
  }

  function startFloor(cwd: string, env: Record<string, string>): Promise<ChildProgram> {
    const script = join(PACKAGE, 'floor', 'server.ts');
    return startProgram({ name: 'The floor', script, folder: cwd, env, ready: /^Floor ready: (\d+)$/ });
  }
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

/** Asked once: pinned, this process would be told fewer. */
const CORES = availableParallelism();

/** The server that is measured has the first core to itself; everything else shares the others. */
export function pinServer(pid: number): void {
  pin(pid, '0');
}

/** Inherited by whatever is started from here. */
function pinOthers(): void {
  pin(process.pid, `1-${CORES - 1}`);
}

/** Where the machine has no such command, or a single core, they share what there is. */
function pin(pid: number, cores: string): void {
  if (CORES === 1) return;
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)]);
}
