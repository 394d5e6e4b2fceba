import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Formats } from './format.ts';
import { type InitialPageData, InitialPageDataContext } from './initial-page-data/initial-page-data.ts';
import type { Messages } from './messages/messages.ts';
import { SpeechProvider } from './messages/messages-context.tsx';
import { type CheckoutClient, ClientContext } from './trpc.ts';

type ProvidersProps = {
  client: CheckoutClient;
  queryClient: QueryClient;
  messages: Messages;
  formats: Formats;
  /** Null: no server rendered this page. */
  initialPageData?: InitialPageData | null;
  children: ReactNode;
};

/** Everything that the pages stand on, passed in. */
export function Providers(props: ProvidersProps) {
  const { client, queryClient, messages, formats, initialPageData = null, children } = props;
  return (
    <SpeechProvider messages={messages} formats={formats}>
      <QueryClientProvider client={queryClient}>
        <ClientContext value={client}>
          <InitialPageDataContext value={initialPageData}>{children}</InitialPageDataContext>
        </ClientContext>
      </QueryClientProvider>
    </SpeechProvider>
  );
}
