import type { QueryClient } from '@tanstack/react-query';
import { firstDraft } from '../pay-form/first-draft.ts';
import { taxBasisOf } from '../pay-form/tax-basis.ts';
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
  const basis = taxBasisOf(firstDraft(session, quote.taxCountry));
  queryClient.setQueryData(quoteQuery(client, sessionId, basis).queryKey, quote);
}
