import type { Logger } from 'pino';
import type { Database } from './db/database.ts';
import type { Deps } from './deps.ts';
import { consolePort, type Environment, isTestMode } from './env.ts';
import type { Arrival } from './fraud/client-network.ts';
import type { Network } from './fraud/network.ts';
import { buildConsoleServer } from './http/console/console-server.ts';
import type { ReportError } from './http/error-reports.ts';
import { listenProblem } from './listen-problem.ts';
import { makeSignInLink } from './operators/link.ts';
import type { ConsoleDeps, OidcSettings } from './operators/signed-in.ts';
import { CONSOLE_FOLDER } from './paths.ts';
import { openSecret } from './secret.ts';
import type { ServiceToken } from './service-tokens.ts';

export type RunningConsole = {
  /** Where it listens, and where people's browsers find it. */
  readonly url: string;
  readonly consoleUrl: string;
  /** A new link that signs in once; null where there is a login. */
  readonly signInLink: () => Promise<string | null>;
};

type Options = {
  readonly env: Environment;
  readonly deps: Deps;
  /** With connections of its own. */
  readonly db: Database;
  readonly clientNetwork: (arrival: Arrival) => Network;
  readonly configuredTokens: () => readonly ServiceToken[];
  readonly report: ReportError;
  readonly log: Logger;
};

/** Starts the server of the console; null where there is none. `starting` closes it. */
export async function startConsole(
  { env, deps, db, clientNetwork, configuredTokens, report, log }: Options,
  starting: AsyncDisposableStack,
): Promise<RunningConsole | null> {
  const port = consolePort(env);
  if (port === null) return null;
  const secret = starting.use(await openSecret(env, 'OIDC_CLIENT_SECRET', log));
  const oidc: OidcSettings | null =
    env.OIDC_ISSUER === undefined
      ? null
      : {
          issuer: env.OIDC_ISSUER,
          clientId: env.OIDC_CLIENT_ID ?? '',
          clientSecret: () => secret.current() ?? '',
          roles: env.CONSOLE_ROLES,
        };
  let consoleUrl = env.CONSOLE_URL ?? `http://localhost:${port}`;
  const consoleDeps: ConsoleDeps = {
    ...deps,
    db,
    consoleSettings: {
      get consoleUrl() {
        return consoleUrl;
      },
      testMode: isTestMode(env),
      oidc,
      configuredTokens,
      refundLimits: env.CONSOLE_REFUND_LIMIT,
    },
  };
  const server = await buildConsoleServer({
    deps: consoleDeps,
    clientNetwork,
    folder: CONSOLE_FOLDER,
    report,
  });
  starting.defer(() => server.close());
  const url = await server.listen({ host: env.HOST, port }).catch((error: unknown) => {
    throw listenProblem(env, 'CONSOLE_PORT', error);
  });
  // With CONSOLE_PORT=0 the port is known only now.
  if (port === 0 && env.CONSOLE_URL === undefined) consoleUrl = url;
  return {
    url,
    consoleUrl,
    signInLink: async () => (oidc === null ? makeSignInLink(consoleDeps.db, consoleUrl) : null),
  };
}
