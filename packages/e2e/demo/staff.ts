import type { ConsoleRouter } from '@checkout/api/console-router';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import {
  type Account,
  CLIENT,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider.ts';

/** The shop's people, and what the groups of its login may do. */
const PEOPLE = {
  mia: { name: 'Mia Sommer', email: 'mia@beans.example', groups: ['care'] },
  tom: { name: 'Tom Richter', email: 'tom@beans.example', groups: ['books'] },
} as const satisfies Record<string, Account>;
export type Person = keyof typeof PEOPLE;
export const ROLES = 'care:support,books:finance';

export type Staff = {
  readonly login: IdentityProvider;
  /** For what follows now: the demo's clock soon ends the session. */
  signIn(consoleUrl: string, person: Person): Promise<TRPCClient<ConsoleRouter>>;
};

/** The shop's own login, a real provider of OpenID Connect, and people who sign in there as browsers do. */
export async function hireStaff(): Promise<Staff & AsyncDisposable> {
  const login = await startIdentityProvider(PEOPLE);
  return {
    login,
    async signIn(consoleUrl, person) {
      login.next(person);
      const cookie = await followSignIn(consoleUrl);
      const headers = { origin: consoleUrl, cookie };
      return createTRPCClient<ConsoleRouter>({
        links: [httpLink({ url: `${consoleUrl}/trpc`, methodOverride: 'POST', headers })],
      });
    },
    [Symbol.asyncDispose]: () => login[Symbol.asyncDispose](),
  };
}

export const loginSettings = ({ issuer }: IdentityProvider) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  CONSOLE_ROLES: ROLES,
});

/** Goes through the redirects of a sign-in, and returns the console's cookies. */
async function followSignIn(consoleUrl: string): Promise<string> {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => {
    const jar = jars.get(url.origin) ?? new Map<string, string>();
    jars.set(url.origin, jar);
    return jar;
  };
  const cookiesOf = (url: URL) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  let at = new URL('/auth/sign-in', consoleUrl);
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookiesOf(at) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jarOf(at).delete(name);
      else jarOf(at).set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) {
      if (at.href === `${consoleUrl}/` && response.ok) return cookiesOf(at);
      throw new Error(`The sign-in of the demo ended at ${at.href} with ${response.status}`);
    }
    at = new URL(next, at);
  }
  throw new Error('The sign-in of the demo went round in circles');
}
