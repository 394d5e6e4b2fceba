import type { SessionView } from '@checkout/schemas/session';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { newerView } from './checkout/session-view.ts';
import { readClientError } from './client-error.ts';
import type { TaxBasisValues } from './pay-form/tax-basis.ts';
import type { CheckoutClient } from './trpc.ts';

export function catalogQuery(client: CheckoutClient) {
  return queryOptions({ queryKey: ['catalog.list'], queryFn: () => client.catalog.list.query() });
}

export function sessionQuery(client: CheckoutClient, sessionId: string) {
  return queryOptions({
    queryKey: ['checkout.get', sessionId],
    queryFn: () => client.checkout.get.query({ sessionId }),
    // TanStack Query calls this with the view that it has and the one that came: by a reading, the subscription or an outcome.
    structuralSharing: (current, incoming) =>
      newerView(current as SessionView | undefined, incoming as SessionView),
  });
}

/** The total for what the form says about taxes. */
export function quoteQuery(client: CheckoutClient, sessionId: string, basis: TaxBasisValues) {
  const input = {
    sessionId,
    billingCountry: basis.country,
    postalCode: basis.postalCode,
    purchasingAsBusiness: basis.business,
    taxId: basis.taxId,
  };
  return queryOptions({
    queryKey: ['checkout.quote', input],
    queryFn: () => client.checkout.quote.query(input),
    staleTime: 5 * 60_000,
  });
}

const RETRIES = 2;

/** Only what another try can cure: no response, a part is down, or the call came too soon after others. */
function isCurable(error: unknown): boolean {
  const read = readClientError(error);
  return read.kind === 'lost' || read.isDown || read.reason === 'SLOW_DOWN';
}

export function mayRetryQuery(failures: number, error: unknown): boolean {
  return failures < RETRIES && isCurable(error);
}

/** How long to wait before a query is sent again: what the server asks for, where it does. */
export function queryRetryDelay(failures: number, error: unknown): number {
  const read = readClientError(error);
  const asked = read.kind === 'refused' ? read.retryAfter : null;
  return asked === null ? 400 * 3 ** failures : asked * 1_000;
}

/** How long to wait for a server that does not answer, by the count of failed tries; false after about a quarter of an hour. */
export function unreachableDelay(failures: number): number | false {
  if (failures >= 40) return false;
  return Math.min(2_000 * failures, 30_000) || 2_000;
}

type Unread = { readonly data: unknown; readonly error: unknown; readonly errorUpdateCount: number };

/** The same for a query without data, as long as another try may cure it. For use as `refetchInterval`. */
export function unreadDelay({ data, error, errorUpdateCount }: Unread): number | false {
  if (data !== undefined || (error !== null && !isCurable(error))) return false;
  return unreachableDelay(errorUpdateCount);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's idea of being offline is often wrong: send, and show what comes.
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 5_000,
        retry: mayRetryQuery,
        retryDelay: queryRetryDelay,
      },
      mutations: { networkMode: 'always', retry: 0 },
    },
  });
}
