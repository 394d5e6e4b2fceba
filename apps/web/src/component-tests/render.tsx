import type { Language } from '@checkout/schemas/language';
import { cleanup, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { onTestFinished } from 'vitest';
import { formatsOf } from '../format.ts';
import { createFixtureClient, type Replies } from '../gallery/fixture-client.ts';
import type { InitialPageData } from '../initial-page-data/initial-page-data.ts';
import { loadMessages } from '../messages/messages.ts';
import { Announcer } from '../page/announcer.tsx';
import { Providers } from '../providers.tsx';
import { createQueryClient } from '../queries.ts';

/** The end of waiting for what a page shows, on a busy machine. */
configure({ asyncUtilTimeout: 60_000 });

type Around = {
  readonly language?: Language;
  readonly locale?: string;
  readonly replies?: Replies;
  readonly initialPageData?: InitialPageData;
  readonly onCall?: (path: string, input: unknown) => void;
};

/** Renders a part of a page in strict mode, with everything real around it but the server. */
export async function renderPart(part: ReactNode, around: Around = {}) {
  const { language = 'en', locale = 'en-GB', replies = {}, initialPageData = null, onCall } = around;
  const queryClient = createQueryClient();
  const client = createFixtureClient(replies, onCall);
  const messages = await loadMessages(language);
  const inPage = (content: ReactNode) => (
    <StrictMode>
      <Providers
        client={client}
        queryClient={queryClient}
        messages={messages}
        formats={formatsOf(locale)}
        initialPageData={initialPageData}
      >
        <Announcer>{content}</Announcer>
      </Providers>
    </StrictMode>
  );
  onTestFinished(() => {
    cleanup();
    queryClient.clear();
  });
  const { container, rerender, unmount } = render(inPage(part));
  return {
    user: userEvent.setup(),
    container,
    unmount,
    rerender: (changed: ReactNode) => rerender(inPage(changed)),
  };
}
