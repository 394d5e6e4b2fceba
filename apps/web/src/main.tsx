import './styles/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readChosenLanguage } from './messages/chosen-language.ts';
import { loadMessages } from './messages/load.ts';
import { negotiate } from './messages/negotiate.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './query-client.ts';
import { createCheckoutClient } from './trpc.ts';

const { language, locale } = negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Providers
      client={createCheckoutClient('/trpc')}
      queryClient={createQueryClient()}
      messages={messages}
      locale={locale}
    >
      <App />
    </Providers>
  </StrictMode>,
);
