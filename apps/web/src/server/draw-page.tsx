import type { PageRequest } from '@checkout/api/page-renderer';
import { renderToString } from 'preact-render-to-string';
import { Router } from 'wouter';
import { App } from '../app.tsx';
import type { PageData } from '../arrival/page-data.ts';
import { noRest } from '../arrival/rest.ts';
import { seedQueries } from '../arrival/seed-queries.ts';
import { formatsOf, formatsWith } from '../format.ts';
import { merchant } from '../merchant.ts';
import type { Messages } from '../messages/messages.ts';
import { TitleContext } from '../page/document-title.ts';
import { LoadingPage } from '../page/loading-page.tsx';
import { countriesIn } from '../pay-form/countries.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../query-client.ts';
import { remembered } from '../remembered.ts';
import { createCheckoutClient } from '../trpc.ts';

/** Naming and sorting them takes longer than drawing all the rest of a page. */
const countryList = remembered(countriesIn);

type Drawing = {
  readonly request: PageRequest;
  /** Whatever is written goes into its `written`. */
  readonly data: PageData;
  readonly messages: Messages;
};

/** Draws what the browser will take over, or the place for what it has to fetch first. Calls nobody. */
export function drawPage({ request, data, messages }: Drawing): { content: string; title: string } {
  let title = merchant.name;
  const queryClient = createQueryClient();
  const client = createCheckoutClient('/trpc');
  const { session, locale, country, written } = data;
  seedQueries(data, { client, queryClient });
  const arrival = {
    country,
    missingSession: session === 'missing' ? request.sessionId : null,
    countries: { locale, list: () => countryList(locale) },
    rest: noRest,
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
        arrival={arrival}
      >
        <Router ssrPath={request.path}>{data.drawn ? <App /> : <LoadingPage />}</Router>
      </Providers>
    </TitleContext>,
  );
  queryClient.clear();
  return { content, title };
}
