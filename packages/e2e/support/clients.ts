import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink, splitLink, type TRPCClient } from '@trpc/client';

export type ApiClient = TRPCClient<AppRouter>;

/** The same procedures as the page's; with a token those of a service too. `from`: whom a proxy says it forwards for. */
export function createApiClient(checkoutUrl: string, token?: string, from?: string): ApiClient {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
  };
  const url = `${checkoutUrl}/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // Its input has a postal code and a tax id, which no URL may have.
        condition: ({ path }) => path === 'checkout.quote',
        true: httpLink({ url, headers, methodOverride: 'POST' }),
        false: httpLink({ url, headers }),
      }),
    ],
  });
}

/** The reason of an error that a call ended with; null where no answer of the api came. */
export function reasonIn(error: unknown): string | null {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : null;
  return typeof data === 'object' && data !== null && 'reason' in data ? String(data.reason) : null;
}
