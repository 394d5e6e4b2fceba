import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client';
import { createContext, useContext } from 'react';

export type CheckoutClient = TRPCClient<AppRouter>;

/**
 * Nothing goes in batches: a request that carries a card has to travel alone, so that no log or retry of a batch can ever
 * hold it, and the page never has two others to send at the same time.
 */
export function createCheckoutClient(url: string): CheckoutClient {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpLink({ url }),
      }),
    ],
  });
}

export const ClientContext = createContext<CheckoutClient | null>(null);

export function useClient(): CheckoutClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('There is no ClientContext above this component');
  return client;
}
