import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { arrivalOf } from './arrival/arrival-of.ts';
import { readPageData } from './arrival/page-data.ts';
import { seedSession } from './checkout/seed-session.ts';
import { readChosenLanguage } from './messages/chosen-language.ts';
import { loadMessages } from './messages/load.ts';
import { negotiate } from './messages/negotiate.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './query-client.ts';
import { createCheckoutClient } from './trpc.ts';

const data = readPageData();
const { language, locale } = data ?? negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const client = createCheckoutClient('/trpc');
const queryClient = createQueryClient();
if (data !== null && data.session !== null && data.session !== 'missing')
  seedSession(data.session, { client, queryClient });

const page = (
  <StrictMode>
    <Providers
      client={client}
      queryClient={queryClient}
      messages={messages}
      locale={locale}
      arrival={data === null ? null : arrivalOf(data)}
    >
      <App />
    </Providers>
  </StrictMode>
);
if (data?.drawn === true) hydrateRoot(root, page);
else createRoot(root).render(page);
performance.mark('interactive');
