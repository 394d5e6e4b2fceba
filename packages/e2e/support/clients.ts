import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';

export type ApiClient = TRPCClient<AppRouter>;

/** The same procedures as the page's; with a token those of a service too. `from`: whom a proxy says it forwards for. */
export function createApiClient(checkoutUrl: string, token?: string, from?: string): ApiClient {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
  };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${checkoutUrl}/trpc`, headers })] });
}

/** The reason of an error that a call ended with; null where no answer of the api came. */
export function reasonIn(error: unknown): string | null {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : null;
  return typeof data === 'object' && data !== null && 'reason' in data ? String(data.reason) : null;
}
