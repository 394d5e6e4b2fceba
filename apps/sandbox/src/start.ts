import { existsSync, realpathSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Control, createControl } from './control/client.ts';
import { type Dialect, defaultDialect } from './domain/dialect.ts';
import { readDialect } from './domain/dialect-input.ts';
import { Refusal } from './domain/refusal.ts';
import { createApp } from './http/app.ts';
import { mountCardForm } from './http/card-form-page.ts';
import { mountControlApi } from './http/control-api.ts';
import { mountControlPage } from './http/control-page.ts';
import { mount } from './http/endpoint.ts';
import { cardEndpoints, standardEndpoints } from './http/inflow-api.ts';
import { guardOwnRoutes } from './http/security.ts';
import { mountThreeDsPage } from './http/three-ds-page.ts';
import { systemRandom } from './random.ts';
import { buildSandbox, type ConfiguredWebhook } from './sandbox.ts';
import { readSeedFile, type SeedState } from './seed-file.ts';
import { LockedError, lockFile } from './store/file-lock.ts';
import { fileJournal, JournalError, memoryJournal, readJournal } from './store/journal.ts';
import { createStore, type Store } from './store/store.ts';
import type { TenantDefaults } from './store/tenant.ts';

export type SandboxOptions = {
  readonly host?: string | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  readonly cardPort?: number | undefined;
  /** The standard port's URL for a browser, the base of `threeDsSessionUrl`. */
  readonly publicUrl?: string | undefined;
  /** The name of the account, which the bank's page shows; by default it shows the host of the shop's return URL. */
  readonly shopName?: string | undefined;
  /** File that stores the state; by default it is in memory only. */
  readonly dataFile?: string | undefined;
  /** Selects the tenant of control calls without a key, and of `webhook`. */
  readonly apiKey?: string | undefined;
  readonly webhook?: ConfiguredWebhook | undefined;
  readonly receiveMs?: number | undefined;
  readonly settleMs?: number | undefined;
  readonly refundMs?: number | undefined;
  readonly challengeMs?: number | undefined;
  readonly webhookTimeoutMs?: number | undefined;
  /** How every account answers where the documentation is open; what is left out has its default. */
  readonly dialect?: Partial<Dialect> | undefined;
  /** JSON file with the state that the account of `apiKey` begins with (README, "Seed files"). */
  readonly seedFile?: string | undefined;
  /** ISO 8601: where the clock of a new account stands at the start, in place of now. Moving on is left to the control API. */
  readonly clockStart?: string | undefined;
  /** Makes faults reproducible. */
  readonly seed?: number | undefined;
  readonly logLevel?: string | undefined;
};

export type RunningSandbox = AsyncDisposable & {
  readonly apiUrl: string;
  readonly cardUrl: string;
  readonly control: Control;
  close(): Promise<void>;
};

export const defaultApiKey = 'inflow_priv_sandbox';

const urlOf = (host: string, app: FastifyInstance): string => {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

/** Thrown when the sandbox cannot start. Its message is for the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

async function listen(app: FastifyInstance, host: string, port: number, variable: string): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new StartError(`Port ${port} (${variable}) is already in use.`);
    if (code === 'EACCES') throw new StartError(`Port ${port} (${variable}) may not be opened by this user.`);
    throw new StartError(`Cannot listen on ${host}, port ${port} (HOST, ${variable}).`);
  }
}

type State = { readonly store: Store; close(): void };

/** Opens the store, and restores it from the file, which stays locked until the state is closed. */
function openState(path: string | undefined, defaults: TenantDefaults): State {
  if (path === undefined) {
    const store = createStore(memoryJournal, defaults);
    return { store, close: () => store.close() };
  }
  const ends: (() => void)[] = [];
  const close = () => {
    for (const end of ends.splice(0).reverse()) end();
  };
  try {
    // A rewrite replaces the file itself and must not replace a symbolic link to it.
    const file = existsSync(path) ? realpathSync(path) : path;
    ends.push(lockFile(file));
    const journal = fileJournal(file);
    ends.push(() => journal.close());
    const store = createStore(journal, defaults);
    ends.push(() => store.close());
    store.restore(readJournal(file));
    return { store, close };
  } catch (error) {
    close();
    if (error instanceof JournalError || error instanceof LockedError) {
      throw new StartError(`${error.message} (SANDBOX_DATA).`);
    }
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new StartError(`The state file ${path} of SANDBOX_DATA cannot be opened${code}.`);
  }
}

function completeDialect(given: Partial<Dialect> = {}): Dialect {
  try {
    return { ...defaultDialect, ...readDialect(given) };
  } catch (error) {
    throw error instanceof Refusal ? new StartError(`${error.message}.`) : error;
  }
}

function readSeed(path: string | undefined): SeedState | undefined {
  try {
    return path === undefined ? undefined : readSeedFile(path);
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error} (SANDBOX_SEED_FILE).`);
  }
}

/** Starts both hosts. Resolves once they listen; `close()` ends every connection and timer. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { host = '127.0.0.1', apiKey = defaultApiKey, seed = 1, logLevel = 'silent' } = options;
  const seedState = readSeed(options.seedFile);
  const state = openState(options.dataFile, {
    seed,
    dialect: completeDialect(options.dialect),
    clockOffset: options.clockStart === undefined ? 0 : Date.parse(options.clockStart) - Date.now(),
  });
  const { store } = state;
  const sandbox = buildSandbox({
    random: systemRandom,
    store,
    fetch: globalThis.fetch,
    times: {
      receiveMs: options.receiveMs ?? 30_000,
      settleMs: options.settleMs ?? 120_000,
      refundMs: options.refundMs ?? 10_000,
      challengeMs: options.challengeMs ?? 15 * 60_000,
    },
    defaultKey: apiKey,
    webhook: options.webhook,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 15_000,
    seed: seedState,
  });

  const api = createApp({ level: logLevel });
  const card = createApp({ level: logLevel });
  guardOwnRoutes(api, { host, publicUrl: options.publicUrl });
  const publicUrl = () => (options.publicUrl ?? urlOf('localhost', api)).replace(/\/+$/, '');
  mount(
    api,
    { store, host: 'api' },
    standardEndpoints({ payments: sandbox.payments, webhooks: sandbox.endpoints, publicUrl }),
  );
  mountThreeDsPage(api, { payments: sandbox.payments, store, shopName: options.shopName });
  mountCardForm(api, sandbox.payments, store);
  mountControlApi(api, sandbox);
  mountControlPage(api, sandbox);
  mount(card, { store, host: 'card' }, cardEndpoints(sandbox.payments, publicUrl));

  const close = async () => {
    sandbox.close();
    await Promise.all([api.close(), card.close()]);
    state.close();
  };
  try {
    await listen(api, host, options.port ?? 0, 'SANDBOX_PORT');
    await listen(card, host, options.cardPort ?? 0, 'SANDBOX_CARD_PORT');
  } catch (error) {
    await close();
    throw error;
  }
  const apiUrl = urlOf(host, api);
  const control = createControl({ apiUrl, apiKey });
  return { apiUrl, cardUrl: urlOf(host, card), control, close, [Symbol.asyncDispose]: close };
}
