import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '@checkout/sandbox/start';
import { passesLuhn } from '@checkout/schemas/card-check';
import type { Outcome } from '@checkout/schemas/outcome';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { expect, inject } from 'vitest';
import { type RunningApi, startApi } from '../../src/app.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import type { AppRouter } from '../../src/trpc/router.ts';
import { query } from './query.ts';

export const SERVICE_TOKEN = 'a-token-of-the-tests';
export const WEBHOOK_SECRET = `whsec_${Buffer.from('the secret of these tests').toString('base64')}`;

export type World = AsyncDisposable & {
  readonly sandbox: RunningSandbox;
  readonly api: RunningApi;
  /** The shopper's browser. */
  readonly shopper: Client;
  /** A service of the merchant, with its token. */
  readonly service: Client;
  readonly databaseUrl: string;
  /** The key of the Inflow account. */
  readonly apiKey: string;
  /** Another process's api on the same database. */
  startNode(variables?: Record<string, string>): Promise<RunningApi>;
};

export type Client = ReturnType<typeof createClient>;

/** The real api and the real sandbox over real HTTP, on a database of their own. */
export async function startWorld(
  variables: Record<string, string> = {},
  sandboxOptions: SandboxOptions = {},
  log = createLog('silent'),
): Promise<World> {
  await using starting = new AsyncDisposableStack();
  const databaseUrl = await createDatabase();
  starting.defer(() => dropDatabase(databaseUrl));
  const apiKey = variables.INFLOW_API_KEY ?? `inflow_priv_${randomBytes(6).toString('hex')}`;
  const sandbox = starting.use(await startSandbox({ apiKey, ...sandboxOptions }));
  const startNode = (more: Record<string, string> = {}) =>
    startApi(
      readEnvironment({
        INFLOW_API_KEY: apiKey,
        INFLOW_API_BASE_URL: sandbox.apiUrl,
        INFLOW_CARD_BASE_URL: sandbox.cardUrl,
        INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
        // Long, so that a busy machine does not lose an answer; a test about lost answers sets its own.
        INFLOW_TIMEOUT_MS: '30000',
        DATABASE_URL: databaseUrl,
        PORT: '0',
        SERVICE_TOKENS: `tests:${SERVICE_TOKEN}`,
        RECONCILE_AFTER_MS: '600',
        LOG_LEVEL: 'silent',
        STORE: 'on',
        // Of the tests: the product's own is there to be changed.
        CATALOG_FILE: fileURLToPath(new URL('./catalog.json', import.meta.url)),
        ...variables,
        ...more,
      }),
      log,
    );
  const api = starting.use(await startNode());
  const running = starting.move();
  return {
    sandbox,
    api,
    shopper: createClient(api.url),
    service: createClient(api.url, SERVICE_TOKEN),
    databaseUrl,
    apiKey,
    startNode,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A copy of the migrated template, or of another database that has no connections. It stays on the server to the end of the run. */
export async function createDatabase(template = 'template_checkout'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template}`);
  return inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
}

async function dropDatabase(url: string): Promise<void> {
  await administer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

const administer = (statement: string) => query({ databaseUrl: inject('postgresUrl') }, statement);

/** `from`: the address that a proxy says it forwards for. */
export function createClient(url: string, token?: string, from?: string) {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
  };
  const trpc = `${url}/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: trpc,
          EventSource,
          eventSourceOptions: {
            fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: splitLink({
          // As the page does.
          condition: ({ path }) => path === 'checkout.quote',
          true: httpLink({ url: trpc, headers, methodOverride: 'POST' }),
          false: httpLink({ url: trpc, headers }),
        }),
      }),
    ],
  });
}

export const GOOD_CARD = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };
/** A card that the sandbox knows nothing of, and so declines: another one each time, made up here and kept nowhere. */
export function unknownCard(): string {
  const seven = () => String(randomInt(1e7)).padStart(7, '0');
  const digits = `4${seven()}${seven()}`;
  const check = [...'0123456789'].find((last) => passesLuhn(`${digits}${last}`));
  return `${digits}${check}`;
}

export const CUSTOMER = { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false };

/** What a shopper sends when pressing the pay button once. */
export function press(
  sessionId: string,
  changes: { number?: string; expYear?: number; cvc?: string; email?: string; save?: boolean } = {},
) {
  const { email = CUSTOMER.email, save = false, ...card } = changes;
  return {
    sessionId,
    attemptKey: randomUUID(),
    customer: { ...CUSTOMER, email },
    paymentMethod: { type: 'card' as const, card: { ...GOOD_CARD, ...card }, save },
  };
}

export async function newSession(shopper: Client): Promise<string> {
  const { sessionId } = await shopper.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
  return sessionId;
}

/** Every charge that the provider made for a session: the only judge of money. */
export async function chargesOf(world: World, sessionId: string) {
  const ledger = await world.sandbox.control.ledger();
  return ledger.filter((charge) => charge.metadatas?.checkoutSessionId === sessionId);
}

export type Operation = Awaited<ReturnType<RunningSandbox['control']['requests']>>[number]['operation'];

/** How often the provider has been called for this. */
export async function countRequests(
  { sandbox }: Pick<World, 'sandbox'>,
  operation: Operation,
): Promise<number> {
  return (await sandbox.control.requests()).filter((request) => request.operation === operation).length;
}

/** Follows the session until its outcome has the status, or the session cannot change any more. */
export async function outcomeOnce(
  world: World,
  sessionId: string,
  status: Outcome['status'],
): Promise<Outcome> {
  return expect
    .poll(async () => (await world.shopper.checkout.get.query({ sessionId })).outcome, { interval: 50 })
    .toMatchObject({ status })
    .then(async () => {
      const { outcome } = await world.shopper.checkout.get.query({ sessionId });
      if (outcome === null) throw new Error('The outcome went away');
      return outcome;
    });
}

/** The reason of the error that a call ends with. */
export async function reasonOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error && 'data' in error
    ? (error.data as { reason?: unknown } | null)?.reason
    : error;
}
