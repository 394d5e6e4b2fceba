import { join } from 'node:path';
import { type Control, createControl } from '@checkout/sandbox/control';
import { startApi, startSandbox } from './built-programs.ts';
import type { ChildProgram } from './child-program.ts';
import { type ApiClient, createApiClient } from './clients.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export const API_KEY = 'inflow_priv_e2e';
export const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the browser tests').toString('base64')}`;
export const SERVICE_TOKEN = 'a-token-for-the-browser-tests';

export type Programs = AsyncDisposable & {
  /** Where the shopper goes. */
  readonly checkoutUrl: string;
  /** Where the sandbox's page and its bank are. */
  readonly sandboxUrl: string;
  /** Where cards are sent. */
  readonly cardUrl: string;
  /** Steers the sandbox; its ledger is the judge of money. */
  readonly sandbox: Control;
  /** Calls the api as anybody. */
  readonly shopper: ApiClient;
  /** Calls the api as an internal service. */
  readonly service: ApiClient;
  /** Holds everything that the programs write. */
  readonly folder: string;
  /** Everything that the api said since the first start. */
  apiOutput(): string;
  sandboxOutput(): string;
  apiPid(): number;
  stopApi(): Promise<void>;
  /** As a crash would. */
  killApi(): Promise<void>;
  /** Starts the stopped api again, at the same address and with the same data. */
  startApi(): Promise<void>;
};

export type ProgramsOptions = {
  readonly logLevel?: string;
  readonly apiFlags?: readonly string[];
  /** For the api, beside what these tests always set. */
  readonly apiVariables?: Readonly<Record<string, string>>;
};

/** Starts the sandbox, and the api with its own PostgreSQL and the built web app. */
export async function startPrograms({
  logLevel = 'debug',
  apiFlags = [],
  apiVariables = {},
}: ProgramsOptions = {}): Promise<Programs> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await makeTemporaryFolder()).path;
  const inflow = starting.use(await startSandbox(folder, { SANDBOX_API_KEY: API_KEY }));
  const [apiUrl = '', cardUrl = ''] = inflow.said;
  const apiEnvironment = {
    INFLOW_API_KEY: API_KEY,
    INFLOW_API_BASE_URL: apiUrl,
    INFLOW_CARD_BASE_URL: cardUrl,
    INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
    INFLOW_TIMEOUT_MS: '5000',
    RECONCILE_AFTER_MS: '3000',
    // All shoppers of the tests share one address and a few cards.
    ATTEMPT_LIMITS: 'off',
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN}`,
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: logLevel,
    ...apiVariables,
  };
  const apis: ChildProgram[] = [
    await startApi(folder, { ...apiEnvironment, PORT: '0' }, { flags: apiFlags }),
  ];
  const current = () => {
    const api = apis.at(-1);
    if (api === undefined) throw new Error('The api was never started');
    return api;
  };
  starting.defer(() => current().stop());

  const [checkoutUrl = ''] = current().said;
  const sandbox = createControl({ apiUrl, apiKey: API_KEY });
  await sandbox.webhooks.configure({ url: `${checkoutUrl}/webhooks/inflow`, secret: WEBHOOK_SECRET });
  const running = starting.move();
  return {
    checkoutUrl,
    sandboxUrl: apiUrl,
    cardUrl,
    sandbox,
    shopper: createApiClient(checkoutUrl),
    service: createApiClient(checkoutUrl, SERVICE_TOKEN),
    folder,
    apiOutput: () => apis.map((api) => api.output()).join('\n'),
    sandboxOutput: () => inflow.output(),
    apiPid: () => current().pid,
    stopApi: () => current().stop(),
    killApi: () => current().kill(),
    async startApi() {
      const port = new URL(checkoutUrl).port;
      const env = { ...apiEnvironment, PORT: port, PUBLIC_URL: checkoutUrl };
      apis.push(await startApi(folder, env, { flags: apiFlags }));
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
