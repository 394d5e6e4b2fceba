import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { onTestFinished } from 'vitest';
import { ConsoleApp } from '../console-app.tsx';
import { formatsOf } from '../format.ts';
import { createFixtureClient, type Replies } from '../gallery/fixture-client.ts';
import { meOf, NOW } from '../gallery/fixtures.ts';
import { usual } from '../gallery/usual-replies.ts';
import { loadMessages } from '../messages/messages.ts';
import { createQueryClient } from '../queries.ts';

/** The end of waiting for what a page shows, on a busy machine. */
configure({ asyncUtilTimeout: 60_000 });

type Around = { readonly replies?: Replies; readonly onCall?: (path: string, input: unknown) => void };

/** Renders the page at an address, with everything real around it but the server. */
export async function renderPage(path: string, { replies = {}, onCall }: Around = {}) {
  // jsdom has neither modal dialogs nor media queries, nor does it scroll.
  HTMLDialogElement.prototype.showModal ??= function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
  window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never;
  window.scrollTo = () => {};
  const queryClient = createQueryClient();
  const history = createMemoryHistory({ initialEntries: [path] });
  onTestFinished(() => {
    cleanup();
    queryClient.clear();
  });
  render(
    <StrictMode>
      <ConsoleApp
        client={createFixtureClient({ me: { answer: meOf('admin') }, ...usual, ...replies }, onCall)}
        queryClient={queryClient}
        history={history}
        messages={await loadMessages('en')}
        formats={formatsOf('en-GB')}
        now={NOW}
      />
    </StrictMode>,
  );
  return { user: userEvent.setup(), history };
}
