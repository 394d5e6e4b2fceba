import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Account = { readonly name: string; readonly email: string; readonly groups: readonly string[] };

export const CLIENT = { id: 'console', secret: 'the secret of the console in the browser tests' };

export type IdentityProvider = AsyncDisposable & {
  readonly issuer: string;
  /** The console's address is told afterwards, because each needs the other's. */
  serve(consoleUrl: string): void;
  /** Who signs in next. Its page for passwords is left out. */
  next(account: string): void;
};

/** A real provider of OpenID Connect, as a merchant's own login is. */
export async function startIdentityProvider(
  accounts: Readonly<Record<string, Account>>,
): Promise<IdentityProvider> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  let nextAccount = '';
  const server = createServer((request, response) => listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    next(account) {
      nextAccount = account;
    },
    serve(consoleUrl) {
      const provider = createProvider(issuer, consoleUrl, accounts);
      const pages = provider.callback();
      listener = (request, response) => {
        if (request.url?.startsWith('/interaction/') !== true) return void pages(request, response);
        void provider.interactionFinished(request, response, { login: { accountId: nextAccount } });
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function createProvider(
  issuer: string,
  consoleUrl: string,
  accounts: Readonly<Record<string, Account>>,
): Provider {
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${consoleUrl}/auth/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['of these tests'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups'] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts[sub] }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
  return provider;
}
