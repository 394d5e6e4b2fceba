import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import type { Formats } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { SpeechProvider } from './messages/speech.tsx';
import { Announcer } from './page/announcer.tsx';
import { NowContext } from './page/now.ts';
import { createRouter } from './router.tsx';
import { type ConsoleClient, TRPCProvider } from './trpc.ts';

type ConsoleAppProps = {
  readonly client: ConsoleClient;
  readonly queryClient: QueryClient;
  readonly history: RouterHistory;
  readonly messages: Messages;
  readonly formats: Formats;
  readonly now: Date;
};

/** The console, with everything that it stands on passed in. */
export function ConsoleApp({ client, queryClient, history, messages, formats, now }: ConsoleAppProps) {
  const [router] = useState(() => createRouter(history));
  return (
    <SpeechProvider messages={messages} formats={formats}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <NowContext value={now}>
            <Announcer>
              <RouterProvider router={router} />
            </Announcer>
          </NowContext>
        </TRPCProvider>
      </QueryClientProvider>
    </SpeechProvider>
  );
}
