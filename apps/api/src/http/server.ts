import { existsSync } from 'node:fs';
import type { TRPCError } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { currentScope } from '../call-scope.ts';
import type { Deps } from '../deps.ts';
import type { CallBudgets } from '../fraud/call-budgets.ts';
import type { Arrival } from '../fraud/client-network.ts';
import type { Network } from '../fraud/network.ts';
import { createImageFetcher } from '../pages/fetch-image.ts';
import type { IntegrityCheck } from '../pages/integrity/integrity-check.ts';
import { createLineImages } from '../pages/line-images.ts';
import { createPageReader } from '../pages/page-reader.ts';
import { addAnswerHeaders } from '../pages/security-headers.ts';
import { newRequestId } from '../request-id.ts';
import type { Context } from '../trpc/context.ts';
import { publicError, retryAfter } from '../trpc/errors.ts';
import { aloneProcedures, cardProcedures, turnsOf } from '../trpc/procedures.ts';
import { type AppRouter, appRouter } from '../trpc/router.ts';
import type { Paces } from './admission.ts';
import { addAssetsOfBuilds } from './assets-of-builds.ts';
import type { Authenticate } from './auth.ts';
import { addBankReturn } from './bank-return.ts';
import { addBatchRules } from './batch-rules.ts';
import { addBudgetRules } from './budget-rules.ts';
import { addCardRules } from './card-rules.ts';
import { cspReports } from './csp-reports.ts';
import { answerErrors } from './error-answers.ts';
import type { ReportError } from './error-reports.ts';
import { addExports } from './exports.ts';
import { addImages } from './images.ts';
import { addOpenApi } from './openapi.ts';
import { addOperations, type OpsOptions } from './ops-server.ts';
import { addOverloadRules } from './overload-rules.ts';
import { webApp } from './pages.ts';
import { addPlainCalls } from './plain-calls.ts';
import { providerWebhooks } from './provider-webhooks.ts';
import { addRequestScope } from './request-scope.ts';
import { createSlowRefusals } from './slow-refusals.ts';
import { refuseExpectations, unreadableRequests } from './unreadable-requests.ts';

export type ServerOptions = {
  readonly deps: Deps;
  readonly registry: Registry;
  readonly report: ReportError;
  /** Null where they have a port of their own. */
  readonly ops: Omit<OpsOptions, 'callerOf'> | null;
  /** Beyond so many, connections are closed. */
  readonly maxConnections: number;
  /** Null with ATTEMPT_LIMITS=off. */
  readonly budgets: CallBudgets | null;
  readonly paces: Paces;
  readonly authenticate: Authenticate;
  readonly webhookSecrets: () => readonly string[];
  /** Called when webhook deliveries wait to be processed. */
  readonly onDelivery: () => void;
  readonly webFolder: string;
  readonly webServerFolder: string;
  /** Whether payments are only simulated, which every page says. */
  readonly testMode: boolean;
  readonly integrity: IntegrityCheck;
  readonly clientNetwork: (arrival: Arrival) => Network;
};

/** Limits on slow callers. */
const SLOW_CALLERS = {
  /** From the first byte of a request to its last; node:http checks every `connectionsCheckingInterval`. */
  requestTimeout: 30_000,
  /** Longer than a load balancer's, which otherwise may use a connection that is being closed. */
  keepAliveTimeout: 65_000,
  http: {
    headersTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    connectionsCheckingInterval: 2_000,
    // Checked by us: node:http answers such a request by itself.
    requireHostHeader: false,
  },
};
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** A name, an IPv4 address or an IPv6 address in brackets, with or without a port (RFC 9110, 7.2). */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** The largest request of a procedure has a few kB. */
const BODY_LIMIT = 64 * 1024;

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { deps, integrity, registry, report } = options;
  const app = Fastify({
    // No request lines: a URL holds the session id, which is a permission.
    logger: false,
    genReqId: newRequestId,
    bodyLimit: BODY_LIMIT,
    ...SLOW_CALLERS,
    ...unreadableRequests(deps.settings.publicUrl, report),
    // A long batch of a service.
    routerOptions: { maxParamLength: 2_000 },
  });
  app.server.maxConnections = options.maxConnections;
  endConnectionsWhenClosing(app);
  addAnswerHeaders(app, deps.settings.publicUrl);
  refuseExpectations(app, deps.settings.publicUrl, report);
  answerInOurErrors(app, report);
  addRequestScope(app);
  addBankReturn(app);
  addCardRules(app, cardProcedures(appRouter));

  const arrivalOf = ({ socket, headers }: FastifyRequest): Arrival => ({
    peer: socket.remoteAddress,
    headers,
  });
  const networkOf = onceARequest((request) => options.clientNetwork(arrivalOf(request)));
  addOpenApi(app, deps.settings);
  const callerOf = onceARequest((request) =>
    options.authenticate(request.headers.authorization, networkOf(request)),
  );
  addBatchRules(app, { alone: aloneProcedures(appRouter), callerOf });
  if (options.budgets !== null) {
    const refusals = createSlowRefusals(deps.stopping);
    addBudgetRules(app, { budgets: options.budgets, refusals, callerOf, networkOf });
    addOverloadRules(app, { turns: turnsOf(appRouter), refusals, paces: options.paces, registry });
  }
  if (options.ops !== null) addOperations(app, { ...options.ops, callerOf });
  addExports(app, { deps, callerOf });
  await app.register(cspReports, { registry, log: deps.log, networkOf });
  const createContext = (request: FastifyRequest) => ({
    caller: callerOf(request),
    traceParent: callerOf(request).kind === 'service' ? traceParentOf(request) : null,
    network: networkOf(request),
    arrival: arrivalOf(request),
    inputIsInUrl: request.method === 'GET',
    requestId: request.id,
    deps,
  });
  const onError = ({ error, path, ctx }: Failed) => {
    const requestId = ctx?.requestId ?? currentScope().requestId ?? '';
    // Another path is what the caller wrote.
    const called = path !== undefined && Object.hasOwn(appRouter._def.procedures, path) ? path : 'unknown';
    report({ reason: publicError(error).reason, requestId, path: called, err: error.cause });
  };
  await app.register(async (scope) => {
    scope.addHook('onSend', (_request, _reply, payload, done) => {
      // Of an error that the adapter finds before any procedure.
      if (
        payload instanceof Response &&
        payload.headers.get('content-type')?.startsWith('text/plain') === true
      )
        payload.headers.set('content-type', 'application/json');
      // Of an event stream, which the adapter lets caches store.
      if (payload instanceof Response && payload.headers.has('cache-control'))
        payload.headers.set('cache-control', 'no-store, no-transform');
      done(null, payload);
    });
    addPlainCalls(scope, { router: appRouter, createContext, onError });
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: ({ req }) => createContext(req),
        onError,
        // A query may be sent by POST, so that its input is not in the URL.
        allowMethodOverride: true,
        responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>);
  });
  await app.register(providerWebhooks, {
    db: deps.db,
    secrets: options.webhookSecrets,
    now: deps.now,
    log: deps.log,
    registry,
    tracing: deps.tracing,
    onKept: options.onDelivery,
  });
  addAssetsOfBuilds(app, deps.db);
  const imageFetcher = createImageFetcher({ allowPrivate: deps.settings.privateEndpoints });
  app.addHook('onClose', () => imageFetcher.close());
  addImages(app, createLineImages(deps, imageFetcher));
  if (existsSync(options.webFolder)) {
    await app.register(webApp, {
      root: options.webFolder,
      serverFolder: options.webServerFolder,
      headers: integrity.headers,
      unserved: integrity.unserved,
      reader: createPageReader(deps),
      store: deps.settings.store,
      testMode: options.testMode,
      log: deps.log,
    });
  }
  return app;
}

function traceParentOf({ headers: { traceparent } }: FastifyRequest): string | null {
  return typeof traceparent === 'string' ? traceparent : null;
}

type Failed = { error: TRPCError; path?: string | undefined; ctx?: Context | undefined };

/** Asked by several hooks, and a wrong token counts once. */
function onceARequest<Found extends object>(find: (request: FastifyRequest) => Found) {
  const known = new WeakMap<FastifyRequest, Found>();
  return (request: FastifyRequest): Found => {
    const found = known.get(request) ?? find(request);
    known.set(request, found);
    return found;
  };
}

/**
 * A connection that was busy when closing began is kept alive after its response, and would delay the end of the process by the
 * keep-alive time: node:http closes only those that were idle at that moment.
 */
function endConnectionsWhenClosing(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
    app.server.once('close', () => clearInterval(sweep));
  });
}

/** What fails outside a procedure (a body that is too large, a broken request) gets an error of the same form. */
function answerInOurErrors(app: FastifyInstance, report: ReportError): void {
  answerErrors(app, report);
  // tRPC's adapter makes a web Request of each call, which fails for TRACE and for a malformed host.
  app.addHook('onRequest', async ({ method, headers, raw }) => {
    if (!METHODS.has(method)) throw new AppError('METHOD_NOT_ALLOWED');
    // HTTP/1.0 has no Host.
    if (headers.host === undefined ? raw.httpVersion !== '1.0' : !HOST.test(headers.host))
      throw new AppError('INVALID_INPUT');
  });
}
