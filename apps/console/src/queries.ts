import { type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import { forgetReason } from './actions/kept-reason.ts';
import { isSignedOut, readClientError } from './client-error.ts';

const RETRIES = 2;

/** Only what another try can cure: no response, a part is down, or the call came too soon after others. */
export function mayRetryQuery(failures: number, error: unknown): boolean {
  const read = readClientError(error);
  const curable = read.kind === 'lost' || !read.outcomeKnown || read.reason === 'SLOW_DOWN';
  return failures < RETRIES && curable;
}

/** `console.me`, as tRPC names its queries. */
const ME = ['console', 'me'] as const;

function isMe({ queryKey: [path] }: Pick<Query, 'queryKey'>): boolean {
  return Array.isArray(path) && path.join() === ME.join();
}

export function createQueryClient(): QueryClient {
  const queryCache = new QueryCache({
    // The session has ended elsewhere: asking who is signed in shows the sign-in. Mutations say it in their dialog, where what was typed stays.
    onError(error, query) {
      if (isSignedOut(error) && !isMe(query)) void client.invalidateQueries({ predicate: isMe });
    },
  });
  const client = new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        // The browser's idea of being offline is often wrong: send, and show what comes.
        networkMode: 'always',
        staleTime: 5_000,
        retry: mayRetryQuery,
        retryDelay: (failures) => 400 * 3 ** failures,
      },
      // What moves money is never sent again by itself.
      mutations: { networkMode: 'always', retry: 0 },
    },
  });
  return client;
}

/** What was read belongs to the one who has left. */
export async function forgetPerson(client: QueryClient): Promise<void> {
  forgetReason();
  client.removeQueries({ predicate: (query) => !isMe(query) });
  await client.resetQueries({ predicate: isMe });
}
