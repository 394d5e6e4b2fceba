import { resolve } from 'node:path';
import { createInflowClient } from '@checkout/inflow/client';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createPaymentScan } from './attempts/payment-scan.ts';
import { withMaskedTexts } from './attempts/provider-texts.ts';
import { readCatalog } from './checkout/catalog.ts';
import { openDeploymentPages } from './checkout/deployment-pages.ts';
import { createFunnel } from './checkout/funnel.ts';
import { createTaxRates } from './checkout/tax-rates.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { type DatabaseAccess, findAccess, UnfitDatabaseError } from './db/access.ts';
import { listenForChanges } from './db/change-feed.ts';
import { closePool, openDatabase, openPool } from './db/database.ts';
import type { DatabaseAddress } from './db/database-address.ts';
import { whyNotDurable } from './db/durable-folder.ts';
import { startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { recogniseDatabase } from './db/installation.ts';
import { grantLeastRights } from './db/least-rights.ts';
import { migrateDatabase } from './db/migrate.ts';
import { type OnQuery, timeQueries } from './db/query-times.ts';
import { findVersions } from './db/sessions.ts';
import type { Deps } from './deps.ts';
import { type Environment, EnvironmentError, isReal, isTestMode } from './env.ts';
import { createSender } from './events/send.ts';
import { loadBotChallenge } from './fraud/bot-challenge.ts';
import { createCallBudgets } from './fraud/call-budgets.ts';
import { createClientNetwork, createMatcher } from './fraud/client-network.ts';
import { ownFingerprintKey } from './fraud/fingerprint-key.ts';
import { createFingerprints } from './fraud/fingerprints.ts';
import { createShopperLimits } from './fraud/limits.ts';
import { createProviderReads } from './fraud/provider-reads.ts';
import { createWatchPlaces } from './fraud/watch-places.ts';
import { createAuthenticate } from './http/auth.ts';
import { createCongestion } from './http/congestion.ts';
import { createErrorReports } from './http/error-reports.ts';
import { buildOpsServer, type OpsOptions } from './http/ops-server.ts';
import { buildServer } from './http/server.ts';
import { createSessionPace } from './http/session-pace.ts';
import { createWrongTokens } from './http/wrong-tokens.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { codeOf, listenProblem } from './listen-problem.ts';
import { startIntegrityCheck } from './pages/integrity/integrity-check.ts';
import { keepAssets } from './pages/keep-assets.ts';
import { DEFAULT_CATALOG_FILE, WEB_FOLDER, WEB_SERVER_FOLDER } from './paths.ts';
import { databasePassword, openSecret } from './secret.ts';
import { configureEndpoint } from './service/endpoints.ts';
import { openStoredTokens } from './service/stored-tokens.ts';
import { openTokenFile } from './service/token-file.ts';
import { settingWarnings, warnOfSettings } from './start-warnings.ts';
import { createMeasures } from './telemetry/measures.ts';
import { createPaymentCounts } from './telemetry/payment-counts.ts';
import { createPaymentSteps } from './telemetry/payment-steps.ts';
import { addProcessMetrics } from './telemetry/process-metrics.ts';
import { withSpans } from './telemetry/traced-inflow.ts';
import { NO_TRACING, type Tracing } from './telemetry/tracing.ts';

/** Of `callDeadlineMs`; by default ten minutes: longer than any gateway holds a request, and than Inflow's list lags behind. */
const CERTAIN_AFTER_CALLS = 20;
/** Fewer than the shoppers': jobs mostly wait for Inflow, and hold no connection meanwhile. */
const JOB_CONNECTIONS = 5;
/** Of health and metrics: a probe must not wait behind a queue of calls. */
const OPS_CONNECTIONS = 2;
/** Searches and reports of the console run here, and never take a connection from a shopper. */
const CONSOLE_CONNECTIONS = 5;

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
  const measures = createMeasures(registry);
  const tracing = await startTracing(env, log);
  starting.defer(() => tracing.close());
  const integrity = starting.use(
    await startIntegrityCheck({ webFolder: WEB_FOLDER, publicUrl, registry, log }),
  );
  const hasStore = env.STORE === 'on';
  const catalog = hasStore ? await readCatalog(env.CATALOG_FILE ?? DEFAULT_CATALOG_FILE) : [];
  const inflowKey = starting.use(await openSecret(env, 'INFLOW_API_KEY', log));
  const webhookSecrets = starting.use(await openSecret(env, 'INFLOW_WEBHOOK_SECRET', log));
  const eventsSecrets = starting.use(await openSecret(env, 'EVENTS_SECRET', log));
  const fingerprintKey = starting.use(await openSecret(env, 'FINGERPRINT_KEY', log));
  const tokenFile = starting.use(await openTokenFile(env.SERVICE_TOKENS_FILE, log));
  const tokens = () => [...env.SERVICE_TOKENS, ...tokenFile.current()];
  warnOfSettings(env, tokens(), log);
  const challenge = await loadBotChallenge(env.CHALLENGE_MODULE);
  const databaseUrl = env.DATABASE_URL ?? (await startOwnDatabase(env, { starting, log }));
  const ownKey = env.DATABASE_URL === undefined ? [await ownFingerprintKey(env.DATA_DIR)] : [];
  const database = await prepareDatabase(env, databaseUrl, log);
  const onIdleLoss = (err: Error) => log.warn({ err }, 'an idle database connection was lost');
  const openTimedPool = (name: string, { max, onQuery }: PoolOptions = {}) => {
    const opened = openPool(database.access, onIdleLoss, max);
    timeQueries(opened, (query) => {
      measures.query(name, query.failed, query.ms);
      onQuery?.(query);
    });
    starting.defer(() => closePool(opened));
    return opened;
  };
  const paces = { store: createSessionPace(), new: createSessionPace() };
  const congestion = createCongestion((window) => {
    for (const pace of Object.values(paces)) pace.adjust(window);
  });
  const pool = openTimedPool('requests', {
    // Attempts of one network wait for each other within their transactions: no shopper of another is in their way.
    onQuery: ({ ms, alone }) => alone && congestion.observe(ms),
  });
  const db = openDatabase(pool);
  const installation = await recogniseDatabase(db, log);
  const changes = await listenForChanges({
    database: database.listen,
    findVersions: (sessionIds) => findVersions(db, sessionIds),
    log,
  });
  starting.defer(() => changes.close());
  const client = createInflowClient({
    apiKey: inflowKey.current,
    apiBaseUrl: env.INFLOW_API_BASE_URL,
    cardBaseUrl: env.INFLOW_CARD_BASE_URL,
    timeoutMs: env.INFLOW_TIMEOUT_MS,
    onCall: (call) => {
      log.debug(call, 'called Inflow');
      measures.inflowCall(call.operation, call.errorKind ?? 'ok', call.durationMs);
    },
  });
  starting.defer(() => client.close());
  const masked = withMaskedTexts(client);
  const inflow = tracing.isOn ? withSpans(masked, tracing) : masked;

  const callDeadlineMs = Math.max(env.RECONCILE_AFTER_MS, env.INFLOW_TIMEOUT_MS);
  const stopping = new AbortController();
  const eventSender = createSender({ allowPrivate: env.PRIVATE_ENDPOINTS === 'on', now: () => new Date() });
  starting.defer(() => eventSender.close());
  const funnel = createFunnel(db, log);
  starting.defer(() => funnel.close());
  const pages = await openDeploymentPages({
    db,
    changes,
    file: env.MERCHANT_FILE,
    onProblem: (err) => log.warn({ err }, 'the page settings of the console could not be read'),
  });
  starting.defer(() => pages.close());
  const deps: Deps = {
    db,
    installation,
    inflow,
    surroundings: {
      embeddedDatabase: env.DATABASE_URL === undefined,
      testMode: isTestMode(env),
      inflowUrl: env.INFLOW_API_BASE_URL,
      cardUrl: env.INFLOW_CARD_BASE_URL,
      registrations: client,
      webhookSecrets: webhookSecrets.current,
      warnings: () => settingWarnings(env, tokens()),
      pageDifferences: integrity.check,
      isTrustedProxy: createMatcher(env.TRUSTED_PROXIES),
    },
    paymentScan: createPaymentScan(inflow, log),
    taxRates: createTaxRates(inflow, log),
    changes,
    eventSender,
    configuredSecrets: eventsSecrets.current,
    // Hashes were once keyed by the Inflow key.
    fingerprints: createFingerprints(() => [...(fingerprintKey.current() ?? ownKey), inflowKey.current()]),
    limits: env.ATTEMPT_LIMITS === 'off' ? null : createShopperLimits({ db, challenge, registry, log }),
    watchPlaces: env.ATTEMPT_LIMITS === 'off' ? null : createWatchPlaces(),
    providerReads: env.ATTEMPT_LIMITS === 'off' ? null : createProviderReads(),
    funnel,
    catalog,
    pages,
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
      imageOrigins: env.IMAGE_ORIGINS,
      orphanCharges: env.ORPHAN_CHARGES,
      unacknowledgedAfterMinutes:
        env.UNACKNOWLEDGED_AFTER_MINUTES === 0 ? null : env.UNACKNOWLEDGED_AFTER_MINUTES,
      privateEndpoints: env.PRIVATE_ENDPOINTS === 'on',
      threeDsPolicy: env.REQUIRE_3DS,
      store: hasStore,
    },
    log,
    steps: createPaymentSteps(log, { counts: createPaymentCounts(registry), tracing }),
    measures,
    tracing,
    now: () => new Date(),
    stopping: stopping.signal,
  };
  const jobPool = openTimedPool('jobs', { max: JOB_CONNECTIONS });
  await configureEndpoint(
    deps,
    env.EVENTS_URL === undefined ? null : { url: env.EVENTS_URL, secrets: eventsSecrets.current() },
  );
  // Before a page of this build can be asked for.
  await keepAssets(db, WEB_FOLDER);
  const jobs = startJobs({ ...deps, db: openDatabase(jobPool) });
  starting.defer(() => jobs.stop());
  const opsPool = openTimedPool('operations', { max: OPS_CONNECTIONS });
  const consolePool = openTimedPool('console', { max: CONSOLE_CONNECTIONS });
  addProcessMetrics(registry, {
    requests: pool,
    jobs: jobPool,
    operations: opsPool,
    console: consolePool,
  });
  const report = createErrorReports({ log, registry });
  const ops = { db: openDatabase(opsPool), registry, stopping: stopping.signal, report };
  const storedTokens = await openStoredTokens(deps);
  starting.defer(() => storedTokens.close());
  const authenticate = createAuthenticate(
    () => [...tokens(), ...storedTokens.current()],
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
  const opsUrl =
    env.OPS_PORT === undefined ? null : await startOps(env, { ...ops, callerOf, publicUrl }, starting);
  const app = await buildServer({
    deps,
    registry,
    report,
    ops: opsUrl === null ? ops : null,
    maxConnections: env.MAX_CONNECTIONS,
    budgets: env.ATTEMPT_LIMITS === 'off' ? null : createCallBudgets(),
    paces,
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
    { env, deps, db: openDatabase(consolePool), clientNetwork, configuredTokens: tokens, report, log },
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

/** The libraries are loaded only where they are used. */
async function startTracing(env: Environment, log: Logger): Promise<Tracing> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return NO_TRACING;
  const { startOtlpTracing } = await import('./telemetry/otlp-tracing.ts');
  return startOtlpTracing({
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: env.OTEL_SERVICE_NAME,
    sampler: env.OTEL_TRACES_SAMPLER,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
    log,
  });
}

type PoolOptions = { readonly max?: number; readonly onQuery?: OnQuery };

type PreparedDatabase = {
  readonly access: DatabaseAccess;
  /** For the connection that listens, which a pooler would take away. */
  readonly listen: DatabaseAddress;
};

/** Brings the tables to this version, as their owner where that is another role, and finds out how the database is reached. */
async function prepareDatabase(env: Environment, url: string, log: Logger): Promise<PreparedDatabase> {
  const { DATABASE_URL, MIGRATION_DATABASE_URL: ownerUrl, DIRECT_DATABASE_URL: directUrl } = env;
  const isOwn = DATABASE_URL === undefined;
  const named = <Result>(variable: string, work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      if (isOwn && variable === 'DATABASE_URL') throw error;
      throw new EnvironmentError(variable, databaseProblem(error));
    });
  let access = await named(
    ownerUrl === undefined ? 'DATABASE_URL' : 'MIGRATION_DATABASE_URL',
    migrateDatabase(ownerUrl ?? url, { onWait: (sentence) => log.warn(sentence) }),
  );
  if (ownerUrl !== undefined) {
    await named('DATABASE_URL', grantLeastRights(access, url));
    access = await named('DATABASE_URL', findAccess(url, access));
  }
  const password = databasePassword(env, 'DATABASE_URL', log);
  if (directUrl === undefined) {
    if (!access.isPooled) return { access: { ...access, password }, listen: { url: access.url, password } };
    throw new EnvironmentError(
      'DIRECT_DATABASE_URL',
      'must be set as well: DATABASE_URL leads to a pooler, and the changes of other nodes are listened for on a connection to the server itself',
    );
  }
  const direct = await named('DIRECT_DATABASE_URL', findAccess(directUrl, access));
  if (direct.isPooled)
    throw new EnvironmentError('DIRECT_DATABASE_URL', 'leads to a pooler: it must lead to the server itself');
  const directPassword = databasePassword(env, 'DIRECT_DATABASE_URL', log);
  return { access: { ...access, password }, listen: { url: direct.url, password: directPassword } };
}

function databaseProblem(error: unknown): string {
  if (error instanceof UnfitDatabaseError) return error.message;
  // pg has no code for it.
  if (error instanceof Error && error.message.includes('does not support SSL'))
    return 'leads to a server without TLS, which only one on this machine may be; sslmode=disable in the URL allows it';
  const code = codeOf(error);
  if (code === '42501')
    return 'leads to a role that may not create what the checkout needs: make it the owner of a schema, or set MIGRATION_DATABASE_URL (docs/database.md)';
  return `cannot be used (${code})`;
}

/** Closed after the public server, so that probes are answered while that one drains. */
async function startOps(
  env: Environment,
  { publicUrl, ...options }: OpsOptions & { readonly publicUrl: string },
  starting: AsyncDisposableStack,
): Promise<string> {
  const server = buildOpsServer(options, publicUrl);
  starting.defer(() => server.close());
  return server.listen({ host: env.HOST, port: env.OPS_PORT ?? 0 }).catch((error: unknown) => {
    throw listenProblem(env, 'OPS_PORT', error);
  });
}

type Starting = { readonly starting: AsyncDisposableStack; readonly log: Logger };

async function startOwnDatabase(env: Environment, { starting, log }: Starting): Promise<string> {
  if (isReal(env)) await requireDurable(env, log);
  const postgres = await startEmbeddedPostgres(env.DATA_DIR);
  starting.defer(() => postgres.stop());
  return postgres.url;
}

/** A forgotten variable must not put the record of real payments where it is lost with a container. */
async function requireDurable({ DATA_DIR, EMBEDDED_DATABASE }: Environment, log: Logger): Promise<void> {
  const folder = resolve(DATA_DIR);
  const problem = await whyNotDurable(folder);
  if (problem !== null && EMBEDDED_DATABASE !== 'on')
    throw new EnvironmentError(
      'DATABASE_URL',
      `is not set, and the embedded PostgreSQL would keep real payments ${problem}: ${folder}. ` +
        'Set it, or a DATA_DIR that lasts, or EMBEDDED_DATABASE=on',
    );
  log.warn({ folder }, 'DATABASE_URL is not set: real payments are recorded in this folder, without backups');
}
