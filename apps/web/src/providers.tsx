import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Arrival, ArrivalProvider } from './arrival/arrival.ts';
import type { Formats } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { SpeechProvider } from './messages/messages-context.tsx';
import { type CheckoutClient, TRPCProvider } from './trpc.ts';

type ProvidersProps = {
  client: CheckoutClient;
  queryClient: QueryClient;
  messages: Messages;
  formats: Formats;
  /** Null: no server drew this page. */
  arrival?: Arrival | null;
  children: ReactNode;
};

/** Everything that the pages stand on, passed in. */
export function Providers(props: ProvidersProps) {
  const { client, queryClient, messages, formats, arrival = null, children } = props;
  return (
    <SpeechProvider messages={messages} formats={formats}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <ArrivalProvider value={arrival}>{children}</ArrivalProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </SpeechProvider>
  );
}
