import { SIGN_IN_PATHS } from '@checkout/schemas/console-session';
import * as oidc from 'openid-client';
import * as z from 'zod';
import { roleOf } from '../console-roles.ts';
import { admit, keepSignIn, type SignInResult, useSignIn } from './sign-in.ts';
import type { ConsoleDeps, OidcSettings } from './signed-in.ts';

/** Where a login can be asked for them; `groups` is not a scope of the standard. */
const SCOPES = ['openid', 'profile', 'email', 'groups'];
const TIMEOUT_SECONDS = 10;

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  groups: z.union([z.array(z.string()), z.string().transform((group) => [group])]).optional(),
});

export type Login = {
  /** The address to send the browser to, and the token that it has to bring back. */
  begin(returnTo: string): Promise<{ readonly url: string; readonly token: string }>;
  /** @param query of the address that the browser came back to. */
  finish(came: {
    readonly query: string;
    readonly token: string;
    readonly address: string | null;
  }): Promise<SignInResult & { readonly returnTo?: string }>;
};

/**
 * Sign-in by OpenID Connect: the code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636), bound to the browser that
 * began it by a token in a cookie. What the login says is read from the signed ID token, groups and the rest from UserInfo where they are not in it.
 */
export function createLogin(deps: ConsoleDeps, settings: OidcSettings): Login {
  const redirectUri = () => `${deps.consoleSettings.consoleUrl}${SIGN_IN_PATHS.callback}`;
  const configure = discoverOnce(settings);
  return {
    async begin(returnTo) {
      const config = await configure();
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const supported = config.serverMetadata().scopes_supported;
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri(),
        scope: SCOPES.filter((scope) => supported?.includes(scope) ?? scope !== 'groups').join(' '),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const token = await keepSignIn(deps.db, { kind: 'oidc', state, nonce, verifier, returnTo });
      return { url: url.href, token };
    },

    async finish({ query, token, address }) {
      const begun = await useSignIn(deps.db, 'oidc', token);
      if (begun === null) return { problem: 'expired' };
      const person = await identify(await configure(), new URL(`${redirectUri()}${query}`), begun).catch(
        (err: unknown) => {
          deps.log.warn({ err }, 'a sign-in failed');
          return null;
        },
      );
      if (person === null) return { problem: 'failed' };
      const role = roleOf(person.groups, settings.roles);
      if (role === null) return { problem: 'role' };
      const { sub: subject, name, email } = person;
      const admitted = await admit(deps.db, { issuer: settings.issuer, subject, name, email, role }, address);
      return { ...admitted, returnTo: begun.returnTo ?? '/' };
    },
  };
}

/** Asked for at the first sign-in and not at the start: the checkout works without it. A failure is forgotten, so that the next sign-in asks again. */
function discoverOnce({ issuer, clientId, clientSecret }: OidcSettings) {
  let found: { readonly secret: string; readonly config: Promise<oidc.Configuration> } | null = null;
  return (): Promise<oidc.Configuration> => {
    const secret = clientSecret();
    if (found?.secret === secret) return found.config;
    const url = new URL(issuer);
    const config = oidc.discovery(url, clientId, secret, undefined, {
      timeout: TIMEOUT_SECONDS,
      // Only a loopback address may be http (env.ts).
      execute: url.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    found = { secret, config };
    config.catch(() => {
      found = null;
    });
    return config;
  };
}

type Begun = {
  readonly state: string | null;
  readonly nonce: string | null;
  readonly verifier: string | null;
};

async function identify(config: oidc.Configuration, came: URL, { state, nonce, verifier }: Begun) {
  if (state === null || nonce === null || verifier === null)
    throw new Error('the sign-in was begun otherwise');
  const tokens = await oidc.authorizationCodeGrant(config, came, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = claimsSchema.parse(tokens.claims());
  const more =
    claims.groups === undefined && config.serverMetadata().userinfo_endpoint !== undefined
      ? claimsSchema.parse(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))
      : claims;
  const { name, preferred_username: username, email } = { ...more, ...claims };
  return {
    sub: claims.sub,
    name: (name ?? username ?? email ?? claims.sub).slice(0, 200),
    email: email?.slice(0, 254) ?? null,
    groups: more.groups ?? [],
  };
}
