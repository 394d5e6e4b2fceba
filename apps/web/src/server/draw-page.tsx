import type { PageRequest } from '@checkout/api/page-renderer';
import { renderToString } from 'react-dom/server';
import { Router } from 'wouter';
import { App } from '../app.tsx';
import { formatsOf, formatsWith } from '../format.ts';
import type { PageData } from '../initial-page-data/page-data.ts';
import { seedQueries } from '../initial-page-data/seed-queries.ts';
import { memoize } from '../memoize.ts';
import type { Messages } from '../messages/messages.ts';
import { TitleContext } from '../page/page-heading.tsx';
import { LoadingPage } from '../page/query-states.tsx';
import { countriesIn } from '../pay-form/countries.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../queries.ts';
import { createCheckoutClient } from '../trpc.ts';

/** Naming and sorting them takes longer than drawing all the rest of a page. */
const countryList = memoize(countriesIn);

type Drawing = {
  readonly request: PageRequest;
  /** What is formatted goes into its `written`. */
  readonly data: PageData;
  readonly messages: Messages;
};

/** Renders what the browser will hydrate, or the place for what it has to fetch first. Makes no request. */
export function drawPage({ request, data, messages }: Drawing): { content: string; title: string } {
  let title = request.merchant.name;
  const queryClient = createQueryClient();
  const client = createCheckoutClient('/trpc');
  const { session, locale, country, written, store, testMode } = data;
  seedQueries(data, { client, queryClient });
  const initialPageData = {
    country,
    store,
    testMode,
    merchant: request.merchant,
    missingSession: session === 'missing' ? request.sessionId : null,
    countries: { locale, list: () => countryList(locale) },
  };
  const content = renderToString(
    <TitleContext
      value={(said) => {
        title = said;
      }}
    >
      <Providers
        client={client}
        queryClient={queryClient}
        messages={messages}
        formats={formatsWith(written, formatsOf(locale))}
        initialPageData={initialPageData}
      >
        <Router ssrPath={request.path}>{data.drawn ? <App /> : <LoadingPage />}</Router>
      </Providers>
    </TitleContext>,
  );
  queryClient.clear();
  return { content, title };
}
