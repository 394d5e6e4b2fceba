import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { formatsOf, formatsWith } from './format.ts';
import { initialPageDataOf } from './initial-page-data/initial-page-data.ts';
import { readPageData } from './initial-page-data/page-data.ts';
import { seedQueries } from './initial-page-data/seed-queries.ts';
import { negotiate, readChosenLanguage } from './messages/choose-language.ts';
import { loadMessages } from './messages/messages.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './queries.ts';
import { createCheckoutClient } from './trpc.ts';

const data = readPageData();
const { language, locale } = data ?? negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);

// A task of its own, for a key event that came while this page's code was being parsed.
await new Promise((resolve) => setTimeout(resolve));

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
      initialPageData={data === null ? null : initialPageDataOf(data)}
    >
      <App />
    </Providers>
  </StrictMode>
);
if (data?.drawn === true) hydrateRoot(root, page);
else createRoot(root).render(page);
