import { createInflowClient } from '@checkout/inflow/client';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createPaymentScan } from './attempts/payment-scan.ts';
import { withMaskedTexts } from './attempts/provider-texts.ts';
import { readCatalog } from './checkout/catalog.ts';
import { createFunnel } from './checkout/funnel.ts';
import { createTaxRates } from './checkout/tax-rates.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { listenForChanges } from './db/change-feed.ts';
import { closePool, migrateDatabase, openDatabase, openPool } from './db/database.ts';
import { startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { recogniseDatabase } from './db/installation.ts';
import { grantLeastRights } from './db/least-rights.ts';
import { findVersions } from './db/sessions.ts';
import type { Deps } from './deps.ts';
import { type Environment, EnvironmentError, isTestMode } from './env.ts';
import { createSender } from './events/send.ts';
import { loadBotChallenge } from './fraud/bot-challenge.ts';
import { createCallBudgets } from './fraud/call-budgets.ts';
import { createClientNetwork } from './fraud/client-network.ts';
import { ownFingerprintKey } from './fraud/fingerprint-key.ts';
import { createFingerprints } from './fraud/fingerprints.ts';
import { createShopperLimits } from './fraud/limits.ts';
import { createProviderReads } from './fraud/provider-reads.ts';
import { createWatchPlaces } from './fraud/watch-places.ts';
import { createAuthenticate } from './http/auth.ts';
import { buildOpsServer, type OpsOptions } from './http/ops-server.ts';
import { buildServer } from './http/server.ts';
import { createWrongTokens } from './http/wrong-tokens.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { codeOf, listenProblem } from './listen-problem.ts';
import { startIntegrityCheck } from './pages/integrity/integrity-check.ts';
import { DEFAULT_CATALOG_FILE, WEB_FOLDER, WEB_SERVER_FOLDER } from './paths.ts';
import { openSecret } from './secret.ts';
import { configureEndpoint } from './service/endpoints.ts';
import { openStoredTokens } from './service/stored-tokens.ts';
import { openTokenFile } from './service/token-file.ts';
import { warnOfSettings } from './start-warnings.ts';

/** Of `callDeadlineMs`; by default ten minutes: longer than any gateway holds a request, and than Inflow's list lags behind. */
const CERTAIN_AFTER_CALLS = 20;
/** Fewer than the shoppers': jobs mostly wait for Inflow, and hold no connection meanwhile. */
const JOB_CONNECTIONS = 5;
/** Of health and metrics: a probe must not wait behind a queue of calls. */
const OPS_CONNECTIONS = 2;

export type RunningApi = AsyncDisposable & {
  /** Where it listens. */
  readonly url: string;
  /** Where health, readiness and metrics are. */
  readonly opsUrl: string;
  readonly publicUrl: string;
  /** Null where there is none. */
  readonly console: RunningConsole | null;
  readonly deps: Deps;
  close(): Promise<void>;
};

/** Starts all parts in order; when one fails, those that were started are closed again. */
export async function startApi(env: Environment, log: Logger): Promise<RunningApi> {
  await using starting = new AsyncDisposableStack();
  let publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const registry = new Registry();
  const integrity = starting.use(
    await startIntegrityCheck({ webFolder: WEB_FOLDER, publicUrl, registry, log }),
  );
  const hasStore = env.STORE === 'on';
  const catalog = hasStore ? await readCatalog(env.CATALOG_FILE ?? DEFAULT_CATALOG_FILE) : [];
  const inflowKey = starting.use(await openSecret(env, 'INFLOW_API_KEY', log));
  const webhookSecrets = starting.use(await openSecret(env, 'INFLOW_WEBHOOK_SECRET', log));
  const fingerprintKey = starting.use(await openSecret(env, 'FINGERPRINT_KEY', log));
  const tokenFile = starting.use(await openTokenFile(env.SERVICE_TOKENS_FILE, log));
  warnOfSettings(env, [...env.SERVICE_TOKENS, ...tokenFile.current()], log);
  const challenge = await loadBotChallenge(env.CHALLENGE_MODULE);
  const databaseUrl = env.DATABASE_URL ?? (await startOwnDatabase(env, starting));
  const ownKey = env.DATABASE_URL === undefined ? [await ownFingerprintKey(env.DATA_DIR)] : [];
  await prepareDatabase(env, databaseUrl);
  const onIdleLoss = (err: Error) => log.warn({ err }, 'an idle database connection was lost');
  const pool = openPool(databaseUrl, onIdleLoss);
  starting.defer(() => closePool(pool));
  const db = openDatabase(pool);
  const installation = await recogniseDatabase(db, log);
  const changes = await listenForChanges({
    url: databaseUrl,
    findVersions: (sessionIds) => findVersions(db, sessionIds),
    log,
  });
  starting.defer(() => changes.close());
  const client = createInflowClient({
    apiKey: inflowKey.current,
    apiBaseUrl: env.INFLOW_API_BASE_URL,
    cardBaseUrl: env.INFLOW_CARD_BASE_URL,
    timeoutMs: env.INFLOW_TIMEOUT_MS,
    onCall: (call) => log.debug(call, 'called Inflow'),
  });
  starting.defer(() => client.close());
  const inflow = withMaskedTexts(client);

  const callDeadlineMs = Math.max(env.RECONCILE_AFTER_MS, env.INFLOW_TIMEOUT_MS);
  const stopping = new AbortController();
  const eventSender = createSender({ allowPrivate: env.PRIVATE_ENDPOINTS === 'on', now: () => new Date() });
  starting.defer(() => eventSender.close());
  const funnel = createFunnel(db, log);
  starting.defer(() => funnel.close());
  const deps: Deps = {
    db,
    installation,
    inflow,
    paymentScan: createPaymentScan(inflow, log),
    taxRates: createTaxRates(inflow, log),
    changes,
    eventSender,
    // Hashes were once keyed by the Inflow key.
    fingerprints: createFingerprints(() => [...(fingerprintKey.current() ?? ownKey), inflowKey.current()]),
    limits: env.ATTEMPT_LIMITS === 'off' ? null : createShopperLimits({ db, challenge, registry, log }),
    watchPlaces: env.ATTEMPT_LIMITS === 'off' ? null : createWatchPlaces(),
    providerReads: env.ATTEMPT_LIMITS === 'off' ? null : createProviderReads(),
    funnel,
    catalog,
    settings: {
      get publicUrl() {
        return publicUrl;
      },
      confirmation: env.INFLOW_CONFIRMATION,
      inflowTimeoutMs: env.INFLOW_TIMEOUT_MS,
      reconcileAfterMs: env.RECONCILE_AFTER_MS,
      callDeadlineMs,
      keepUnusedSessionsDays: env.KEEP_UNUSED_SESSIONS_DAYS,
      certaintyMs: CERTAIN_AFTER_CALLS * callDeadlineMs,
      returnOrigins: env.ALLOWED_RETURN_ORIGINS ?? null,
      orphanCharges: env.ORPHAN_CHARGES,
      unacknowledgedAfterMinutes:
        env.UNACKNOWLEDGED_AFTER_MINUTES === 0 ? null : env.UNACKNOWLEDGED_AFTER_MINUTES,
      privateEndpoints: env.PRIVATE_ENDPOINTS === 'on',
      threeDsPolicy: env.REQUIRE_3DS,
      store: hasStore,
    },
    log,
    now: () => new Date(),
    stopping: stopping.signal,
  };
  const jobPool = openPool(databaseUrl, onIdleLoss, JOB_CONNECTIONS);
  starting.defer(() => closePool(jobPool));
  await configureEndpoint(
    deps,
    env.EVENTS_URL === undefined ? null : { url: env.EVENTS_URL, secrets: env.EVENTS_SECRET },
  );
  const jobs = startJobs({ ...deps, db: openDatabase(jobPool) });
  starting.defer(() => jobs.stop());
  const opsPool = openPool(databaseUrl, onIdleLoss, OPS_CONNECTIONS);
  starting.defer(() => closePool(opsPool));
  const ops = { db: openDatabase(opsPool), registry, stopping: stopping.signal, log };
  const configuredTokens = () => [...env.SERVICE_TOKENS, ...tokenFile.current()];
  const storedTokens = await openStoredTokens(deps);
  starting.defer(() => storedTokens.close());
  const authenticate = createAuthenticate(
    () => [...configuredTokens(), ...storedTokens.current()],
    createWrongTokens({ registry, log }),
    storedTokens.used,
  );
  const clientNetwork = createClientNetwork({
    trustedProxies: env.TRUSTED_PROXIES,
    forwardedHeader: env.FORWARDED_HEADER ?? null,
    log,
  });
  const callerOf = ({ headers, socket }: FastifyRequest) =>
    authenticate(headers.authorization, clientNetwork({ peer: socket.remoteAddress, headers }));
  const opsUrl = env.OPS_PORT === undefined ? null : await startOps(env, { ...ops, callerOf }, starting);
  const app = await buildServer({
    deps,
    registry,
    ops: opsUrl === null ? ops : null,
    maxConnections: env.MAX_CONNECTIONS,
    budgets: env.ATTEMPT_LIMITS === 'off' ? null : createCallBudgets(),
    authenticate,
    webhookSecrets: webhookSecrets.current,
    onDelivery: () => jobs.wake('webhooks'),
    webFolder: WEB_FOLDER,
    webServerFolder: WEB_SERVER_FOLDER,
    testMode: isTestMode(env),
    integrity,
    clientNetwork,
  });
  starting.defer(() => app.close());
  const operations = await startConsole(
    { env, deps, databaseUrl, clientNetwork, configuredTokens, onIdleLoss, log },
    starting,
  );
  starting.defer(() => stopping.abort());
  const url = await app.listen({ host: env.HOST, port: env.PORT }).catch((error: unknown) => {
    throw listenProblem(env, 'PORT', error);
  });

  // With PORT=0 the port is known only now.
  if (env.PORT === 0 && env.PUBLIC_URL === undefined) publicUrl = url;

  const running = starting.move();
  const close = () => running.disposeAsync();
  return {
    url,
    opsUrl: opsUrl ?? url,
    publicUrl,
    console: operations,
    deps,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Brings the tables to this version, as their owner where that is another role. */
async function prepareDatabase(env: Environment, databaseUrl: string): Promise<void> {
  const ownerUrl = env.MIGRATION_DATABASE_URL ?? databaseUrl;
  await migrateDatabase(ownerUrl).catch((error: unknown) => {
    if (env.DATABASE_URL === undefined && env.MIGRATION_DATABASE_URL === undefined) throw error;
    const variable = env.MIGRATION_DATABASE_URL === undefined ? 'DATABASE_URL' : 'MIGRATION_DATABASE_URL';
    throw new EnvironmentError(variable, databaseProblem(error));
  });
  if (env.MIGRATION_DATABASE_URL !== undefined) await grantLeastRights(ownerUrl, databaseUrl);
}

function databaseProblem(error: unknown): string {
  // pg has no code for it.
  if (error instanceof Error && error.message.includes('does not support SSL'))
    return 'leads to a server without TLS, which only one on this machine may be; sslmode=disable in the URL allows it';
  return `cannot be used (${codeOf(error)})`;
}

/** Closed after the public server, so that probes are answered while that one drains. */
async function startOps(
  env: Environment,
  options: OpsOptions,
  starting: AsyncDisposableStack,
): Promise<string> {
  const server = buildOpsServer(options);
  starting.defer(() => server.close());
  return server.listen({ host: env.HOST, port: env.OPS_PORT ?? 0 }).catch((error: unknown) => {
    throw listenProblem(env, 'OPS_PORT', error);
  });
}

async function startOwnDatabase(env: Environment, starting: AsyncDisposableStack): Promise<string> {
  const postgres = await startEmbeddedPostgres(env.DATA_DIR);
  starting.defer(() => postgres.stop());
  return postgres.url;
}
