import '../styles/index.ts';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.tsx';
import { formatsOf } from '../format.ts';
import { merchant } from '../merchant.ts';
import { isLanguage } from '../messages/language.ts';
import { loadMessages } from '../messages/messages.ts';
import { MerchantContext } from '../page/merchant-context.tsx';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../queries.ts';
import { writeCart } from '../store/cart-storage.ts';
import { themeCss } from '../theme/theme.ts';
import { createFixtureClient } from './fixture-client.ts';
import { SESSION_ID } from './fixtures.ts';
import { type Look, reviewed, second } from './merchants.ts';
import { until } from './simulated-shopper.ts';
import { type GalleryState, states } from './states.ts';

const root = createRoot(document.body.appendChild(document.createElement('div')));

/**
 * `/gallery.html` lists the states, `/gallery.html?state=receipt` shows one as its page shows it, with `&language=ar`
 * in another language and with `&merchant=second` as another merchant's. Without that it is the merchant of src/merchant.ts.
 */
const asked = new URLSearchParams(window.location.search);
const name = asked.get('state');
const askedLanguage = asked.get('language');
const looks: Readonly<Record<string, Look>> = { reviewed, second };
const look = looks[asked.get('merchant') ?? ''];
const state = name === null ? undefined : states[name];
if (state === undefined) showList();
else await showState(state);
document.documentElement.dataset.ready = 'true';

function showList() {
  root.render(
    <main className="shell">
      <h1>Gallery</h1>
      <ul>
        {Object.keys(states).map((key) => (
          <li key={key}>
            <a href={`?state=${key}`}>{key}</a>,{' '}
            <a href={`?state=${key}&merchant=second`}>another merchant’s</a>
          </li>
        ))}
      </ul>
    </main>,
  );
}

async function showState({ path, replies = {}, cart = {}, play, ...state }: GalleryState) {
  const language = isLanguage(askedLanguage) ? askedLanguage : (state.language ?? 'en');
  if (look !== undefined) addStyles(themeCss(look.theme));
  // What was typed in another state.
  sessionStorage.clear();
  writeCart({ items: cart, sessionId: SESSION_ID });
  const messages = await loadMessages(language);
  const { hook } = memoryLocation({ path });
  root.render(
    <MerchantContext value={look?.merchant ?? merchant}>
      <Providers
        client={createFixtureClient(replies)}
        queryClient={createQueryClient()}
        messages={messages}
        formats={formatsOf(language === 'en' ? 'en-GB' : language)}
      >
        <Router hook={hook}>
          <App />
        </Router>
      </Providers>
    </MerchantContext>,
  );
  await play?.();
  // Every page but the one that is still loading has its heading.
  await until(() => document.querySelector('h1'));
  // The receipt's date comes when the browser is idle.
  const isBlank = ({ textContent }: Element) => textContent === '\u00a0';
  await until(() => (Array.from(document.querySelectorAll('dd')).some(isBlank) ? null : true));
  if (!state.keepsUpdating) await until(() => document.querySelector('.updating') === null || null);
}

function addStyles(css: string) {
  document.head.appendChild(document.createElement('style')).textContent = css;
}
