import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';

export type ApiClient = TRPCClient<AppRouter>;

/** The same procedures as the page's; with a token those of a service too. */
export function createApiClient(checkoutUrl: string, token?: string): ApiClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${checkoutUrl}/trpc`, headers })] });
}
