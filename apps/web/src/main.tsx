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
import { tolerateForeignChanges } from './page/foreign-changes.ts';
import { LOST_NODES, onRedraw } from './page/redraw.ts';
import { keepTypedForm } from './pay-form/typed-before.ts';
import { Providers } from './providers.tsx';
import { createQueryClient } from './queries.ts';
import { createCheckoutClient } from './trpc.ts';

const data = readPageData();
const { language, locale } = data ?? negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);

// A task of its own, for a key event that came while this page's code was being parsed.
await new Promise((resolve) => setTimeout(resolve));

tolerateForeignChanges(() => document.dispatchEvent(new Event(LOST_NODES)));

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

keepTypedForm();
let root = data?.drawn === true ? hydrateRoot(place(), page) : createRoot(place());
if (data?.drawn !== true) root.render(page);

onRedraw(() => {
  keepTypedForm();
  root.unmount();
  place().replaceChildren();
  root = createRoot(place());
  root.render(page);
});

/** Where the page stands; a foreign program may have taken it out. */
function place(): HTMLElement {
  const found = document.getElementById('root');
  if (found !== null) return found;
  const made = document.createElement('div');
  made.id = 'root';
  document.body.prepend(made);
  return made;
}
