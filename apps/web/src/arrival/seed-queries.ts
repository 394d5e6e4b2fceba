import type { AppRouter } from '@checkout/api/router';
import type { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { quoteInput } from '../pay-form/quote-input.ts';
import type { CheckoutClient } from '../trpc.ts';
import type { PageData } from './page-data.ts';

type Seeded = { readonly client: CheckoutClient; readonly queryClient: QueryClient };

/** What came with the page: as if it had just been read. */
export function seedQueries(
  { session, quote }: Pick<PageData, 'session' | 'quote'>,
  { client, queryClient }: Seeded,
): void {
  if (session === null || session === 'missing') return;
  const { checkout } = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  const { sessionId } = session;
  queryClient.setQueryData(checkout.get.queryKey({ sessionId }), session);
  if (quote === null) return;
  const basis = { country: quote.taxCountry, postalCode: '', business: false, taxId: '' };
  queryClient.setQueryData(checkout.quote.queryKey(quoteInput(sessionId, basis)), quote);
}
