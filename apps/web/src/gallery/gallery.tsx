import '../styles/index.ts';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.tsx';
import { isLanguage } from '../messages/language.ts';
import { loadMessages } from '../messages/load.ts';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../query-client.ts';
import { writeCart } from '../store/cart-storage.ts';
import { createFixtureClient } from './fixture-client.ts';
import { SESSION_ID } from './fixtures.ts';
import { type GalleryState, states } from './states.ts';

const root = createRoot(document.body.appendChild(document.createElement('div')));

/**
 * `/gallery.html` lists the states, `/gallery.html?state=receipt` shows one as its page shows it, and with
 * `&language=ar` in another language.
 */
const asked = new URLSearchParams(window.location.search);
const name = asked.get('state');
const askedLanguage = asked.get('language');
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

async function showState({ path, replies = {}, cart = {}, play, ...state }: GalleryState) {
  const language = isLanguage(askedLanguage) ? askedLanguage : (state.language ?? 'en');
  writeCart({ items: cart, sessionId: SESSION_ID });
  const messages = await loadMessages(language);
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
