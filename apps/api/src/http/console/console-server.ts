import { ACTIVITY_HEADER } from '@checkout/schemas/console-session';
import type { TRPCError } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { AppError } from '../../app-error.ts';
import type { Arrival } from '../../fraud/client-network.ts';
import { type Network, UNKNOWN_NETWORK } from '../../fraud/network.ts';
import { ConsoleError } from '../../operators/console-error.ts';
import { findSession } from '../../operators/sessions.ts';
import type { ConsoleDeps } from '../../operators/signed-in.ts';
import { addAnswerHeaders } from '../../pages/security-headers.ts';
import { newRequestId } from '../../request-id.ts';
import type { ConsoleContext } from '../../trpc/console-procedures.ts';
import { type ConsoleRouter, consoleRouter } from '../../trpc/console-router.ts';
import { retryAfter } from '../../trpc/errors.ts';
import type { ReportError } from '../error-reports.ts';
import { unreadableRequests } from '../unreadable-requests.ts';
import { answerConsoleErrors } from './console-errors.ts';
import { addConsoleExports } from './console-exports.ts';
import { consolePages } from './console-pages.ts';
import { consoleCookies } from './cookies.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { addSignIn } from './sign-in-routes.ts';

export type ConsoleServerOptions = {
  readonly deps: ConsoleDeps;
  readonly clientNetwork: (arrival: Arrival) => Network;
  /** The folder of the built console. */
  readonly folder: string;
  readonly report: ReportError;
};

type Failed = {
  readonly error: TRPCError;
  readonly path?: string | undefined;
  readonly ctx?: ConsoleContext | undefined;
};

/** A picture of 100 kB in base64, and the settings with it. */
const BODY_LIMIT = 192 * 1024;
const MOST_CONNECTIONS = 1_000;

/**
 * The console's own server, on a port and origin of its own: `console.*`, exports, sign-in and the built page, and nothing of the
 * shoppers'. So no fault of one page can reach the other's cookies or forms.
 */
export async function buildConsoleServer(options: ConsoleServerOptions): Promise<FastifyInstance> {
  const { deps, report } = options;
  const { consoleUrl } = deps.consoleSettings;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    genReqId: newRequestId,
    ...unreadableRequests(consoleUrl, report),
    routerOptions: { maxParamLength: 2_000 },
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  addAnswerHeaders(app, consoleUrl);
  answerConsoleErrors(app, report);
  requireOwnOrigin(app, deps.consoleSettings);

  const cookies = consoleCookies(consoleUrl);
  const addressOf = ({ socket, headers }: FastifyRequest): string | null => {
    const network = options.clientNetwork({ peer: socket.remoteAddress, headers });
    return network === UNKNOWN_NETWORK ? null : network.subscriber;
  };
  const signedIn = async (request: FastifyRequest) => {
    const token = cookies.session.read(request.headers.cookie);
    return token === null ? null : findSession(deps.db, token, isAction(request));
  };
  addSignIn(app, { deps, cookies, addressOf });
  await app.register(async (scope) => {
    refuseQueriesInUrls(scope);
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: consoleRouter,
        createContext: async ({ req, res }) => ({
          deps,
          signedIn: await signedIn(req),
          address: addressOf(req),
          requestId: req.id,
          forgetCookie: () => void res.header('set-cookie', cookies.session.clear()),
        }),
        onError: ({ error, path, ctx }: Failed) => {
          const isExpected = error.cause instanceof AppError || error.cause instanceof ConsoleError;
          if (error.code === 'INTERNAL_SERVER_ERROR' && !isExpected)
            report({ reason: 'INTERNAL', requestId: ctx?.requestId ?? '', path, err: error.cause });
        },
        allowMethodOverride: true,
        responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      },
    } satisfies FastifyTRPCPluginOptions<ConsoleRouter>);
  });
  addConsoleExports(app, { deps, signedIn, addressOf });
  await app.register(consolePages, { root: options.folder });
  return app;
}

// Flat, by their whole names, which its type does not say.
const PROCEDURES = consoleRouter._def.procedures as unknown as Readonly<
  Record<string, { readonly _def: { readonly type: 'query' | 'mutation' | 'subscription' } }>
>;

/** Of each procedure of a call, in a batch too; undefined for one that is none. */
function typesOf(url: string) {
  const path = /^\/trpc\/([^?]*)/.exec(url)?.[1] ?? '';
  return path.split(/,|%2C/i).map((name) => PROCEDURES[name]?._def.type);
}

/**
 * Whether a person is behind a request: what changes something, an export, and what the page says to be so, because it was touched since its
 * last one. A page that says so without a person gains nothing that a copied cookie would not: the longest time stands.
 */
function isAction({ url, headers }: FastifyRequest): boolean {
  return (
    headers[ACTIVITY_HEADER.name] === ACTIVITY_HEADER.value ||
    url.startsWith('/exports/') ||
    typesOf(url).includes('mutation')
  );
}

/** Inputs are of customers, and URLs are kept in logs and histories: only a subscription, which names a payment, is a GET. */
function refuseQueriesInUrls(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ method, url }) => {
    if (method === 'POST') return;
    if (!typesOf(url).every((type) => type === 'subscription')) throw new AppError('METHOD_NOT_ALLOWED');
  });
}
