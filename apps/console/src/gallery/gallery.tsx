import '../styles/index.ts';
import { createMemoryHistory } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from '../console-app.tsx';
import { formatsOf } from '../format.ts';
import { isLanguage } from '../messages/language.ts';
import { loadMessages } from '../messages/messages.ts';
import { createQueryClient } from '../queries.ts';
import { createFixtureClient } from './fixture-client.ts';
import { meOf, NOW } from './fixtures.ts';
import { until } from './simulated-person.ts';
import { type GalleryState, states } from './states.ts';
import { usual } from './usual-replies.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no #root');
const root = createRoot(place);

/** `/gallery.html` lists the states, `/gallery.html?state=payments` shows one, with `&language=de` in another language. */
const asked = new URLSearchParams(window.location.search);
const state = states[asked.get('state') ?? ''];
if (state === undefined) showList();
else await show(state);
document.documentElement.dataset.ready = 'true';

function showList() {
  root.render(
    <main>
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

async function show({ path, role = 'admin', replies = {}, play, ...rest }: GalleryState) {
  const chosen = asked.get('language');
  const language = isLanguage(chosen) ? chosen : (rest.language ?? 'en');
  root.render(
    <ConsoleApp
      client={createFixtureClient({ me: { answer: meOf(role) }, ...usual, ...replies })}
      queryClient={createQueryClient()}
      history={createMemoryHistory({ initialEntries: [path] })}
      messages={await loadMessages(language)}
      formats={formatsOf(language === 'en' ? 'en-GB' : language)}
      now={NOW}
    />,
  );
  await until(() => document.querySelector('h1, main [role="alert"]'));
  const isSilent = Object.values(replies).some((reply) => 'fail' in reply && reply.fail === 'silence');
  if (!isSilent) await until(() => (document.querySelector('.skeleton') === null ? true : null));
  await play?.();
}
