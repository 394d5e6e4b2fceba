import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Messages } from './messages/messages.ts';
import { SpeechProvider } from './messages/messages-context.tsx';
import { type CheckoutClient, TRPCProvider } from './trpc.ts';

type ProvidersProps = {
  client: CheckoutClient;
  queryClient: QueryClient;
  messages: Messages;
  locale: string;
  children: ReactNode;
};

/** Everything that the pages stand on, passed in. */
export function Providers({ client, queryClient, messages, locale, children }: ProvidersProps) {
  return (
    <SpeechProvider messages={messages} locale={locale}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          {children}
        </TRPCProvider>
      </QueryClientProvider>
    </SpeechProvider>
  );
}
