import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { arrivalOf } from './arrival/arrival-of.ts';
import { readPageData } from './arrival/page-data.ts';
import { seedQueries } from './arrival/seed-queries.ts';
import { formatsOf, formatsWith } from './format.ts';
import { readChosenLanguage } from './messages/chosen-language.ts';
import { loadMessages } from './messages/load.ts';
import { negotiate } from './messages/negotiate.ts';
import { nextTask } from './page/next-task.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './query-client.ts';
import { createCheckoutClient } from './trpc.ts';

const data = readPageData();
const { language, locale } = data ?? negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);

// A task of its own, for a key that was pressed while this page's code was being read.
await nextTask();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const client = createCheckoutClient('/trpc');
const queryClient = createQueryClient();
if (data !== null) seedQueries(data, { client, queryClient });

const page = (
  <StrictMode>
    <Providers
      client={client}
      queryClient={queryClient}
      messages={messages}
      formats={formatsWith(data?.written ?? {}, formatsOf(locale))}
      arrival={data === null ? null : arrivalOf(data)}
    >
      <App />
    </Providers>
  </StrictMode>
);
if (data?.drawn === true) hydrateRoot(root, page);
else createRoot(root).render(page);
performance.mark('interactive');
