import '../styles/index.ts';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.tsx';
import { loadMessages } from '../messages/load.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../query-client.ts';
import { writeCart } from '../store/cart-storage.ts';
import { createFixtureClient } from './fixture-client.ts';
import { type GalleryState, states } from './states.ts';

const root = createRoot(document.body.appendChild(document.createElement('div')));

/** `/gallery.html` lists the states, `/gallery.html?state=receipt` shows one as its page shows it. */
const name = new URLSearchParams(window.location.search).get('state');
const state = name === null ? undefined : states[name];
if (state === undefined) showList();
else await showState(state);

function showList() {
  root.render(
    <main className="shell">
      <h1>Gallery</h1>
      <ul>
        {Object.keys(states).map((key) => (
          <li key={key}>
            <a href={`?state=${key}`}>{key}</a>
          </li>
        ))}
      </ul>
    </main>,
  );
}

async function showState({ path, replies = {}, language = 'en', cart = {}, play }: GalleryState) {
  writeCart({ items: cart });
  const messages = await loadMessages(language);
  document.documentElement.lang = messages.lang;
  const { hook } = memoryLocation({ path });
  root.render(
    <Providers
      client={createFixtureClient(replies)}
      queryClient={createQueryClient()}
      messages={messages}
      locale={language === 'en' ? 'en-GB' : language}
    >
      <Router hook={hook}>
        <App />
      </Router>
    </Providers>,
  );
  await play?.();
  document.documentElement.dataset.ready = 'true';
}
