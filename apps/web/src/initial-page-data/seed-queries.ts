import type { QueryClient } from '@tanstack/react-query';
import { quoteQuery, sessionQuery } from '../queries.ts';
import type { CheckoutClient } from '../trpc.ts';
import type { PageData } from './page-data.ts';

type Seeded = { readonly client: CheckoutClient; readonly queryClient: QueryClient };

/** What came with the page counts as just read. */
export function seedQueries(
  { session, quote }: Pick<PageData, 'session' | 'quote'>,
  { client, queryClient }: Seeded,
): void {
  if (session === null || session === 'missing') return;
  const { sessionId } = session;
  queryClient.setQueryData(sessionQuery(client, sessionId).queryKey, session);
  if (quote === null) return;
  const basis = { country: quote.taxCountry, postalCode: '', business: false, taxId: '' };
  queryClient.setQueryData(quoteQuery(client, sessionId, basis).queryKey, quote);
}
