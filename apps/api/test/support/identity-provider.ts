import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Account = { readonly name: string; readonly email: string; readonly groups: readonly string[] };

export const CLIENT = { id: 'console', secret: 'the secret of the console in these tests' };

/**
 * A real provider of OpenID Connect. Its page for passwords is left out: it takes whom `account` names at the time. The console's address
 * is told afterwards, because each needs the other's.
 */
export async function startIdentityProvider(
  accounts: Readonly<Record<string, Account>>,
  account: () => string,
) {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    serve(consoleUrl: string) {
      const provider = new Provider(issuer, {
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
      const pages = provider.callback();
      listener = (request, response) => {
        if (request.url?.startsWith('/interaction/') !== true) return void pages(request, response);
        void provider.interactionFinished(request, response, { login: { accountId: account() } });
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
