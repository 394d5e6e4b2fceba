import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import type { ConsoleRouter } from '../../src/trpc/console-router.ts';
import { query } from './query.ts';
import { startWorld, type World } from './world.ts';

export type Role = 'viewer' | 'support' | 'finance' | 'admin';

/** A world with a console at a port of its own. */
export const startConsoleWorld = (variables: Record<string, string> = {}) =>
  startWorld({ CONSOLE_PORT: '0', ...variables });

export function consoleUrlOf({ api }: Pick<World, 'api'>): string {
  if (api.console === null) throw new Error('There is no console');
  return api.console.consoleUrl;
}

/** What a browser sends with each call of the console's page. */
export const pageHeaders = (url: string, cookie: string | null) => ({
  origin: new URL(url).origin,
  'content-type': 'application/json',
  ...(cookie === null ? {} : { cookie }),
});

export const cookieIn = (response: Response): string | null =>
  response.headers
    .getSetCookie()
    .find((each) => /^(__Host-)?console=/.test(each))
    ?.split(';')[0] ?? null;

/** Opens the link that is printed at the start. */
export async function useLink(url: string, link: string | null): Promise<Response> {
  const token = new URL(link ?? '').hash.slice(1);
  return fetch(`${url}/auth/link`, {
    method: 'POST',
    headers: pageHeaders(url, null),
    body: JSON.stringify({ token }),
  });
}

/** Signs in by a link, as a person of their own with this role. */
export async function signIn(world: World, role: Role = 'admin', name = 'Grace'): Promise<ConsoleClient> {
  const url = consoleUrlOf(world);
  const response = await useLink(url, (await world.api.console?.signInLink()) ?? null);
  const cookie = cookieIn(response);
  if (cookie === null) throw new Error(`The link did not sign in: ${response.status}`);
  // The link has one person; a test needs several.
  await query(
    world,
    `update operators set subject = gen_random_uuid(), role = $1, name = $2 where subject = 'local'`,
    [role, name],
  );
  return createConsoleClient(url, cookie);
}

export type ConsoleClient = ReturnType<typeof createConsoleClient>;

/** As the console's page does. */
export function createConsoleClient(url: string, cookie: string | null) {
  const headers = pageHeaders(url, cookie);
  const trpc = createTRPCClient<ConsoleRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: `${url}/trpc`,
          EventSource,
          eventSourceOptions: {
            fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url: `${url}/trpc`, headers, methodOverride: 'POST' }),
      }),
    ],
  });
  return { console: trpc.console, cookie, url };
}
