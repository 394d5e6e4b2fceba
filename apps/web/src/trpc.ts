import type { AppRouter } from '@checkout/api/router';
import {
  createTRPCClient,
  httpLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
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
        true: eventSourceLink(url),
        false: splitLink({
          // Its input has the shopper's tax id and postal code, which no URL may have.
          condition: ({ path }) => path === 'checkout.quote',
          true: httpLink({ url, methodOverride: 'POST' }),
          false: httpLink({ url }),
        }),
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

/**
 * A subscription by the browser's own EventSource, which reconnects and resumes by itself. Not tRPC's
 * `httpSubscriptionLink`: it brings its WebSocket client and a stream parser along.
 */
function eventSourceLink(url: string): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const input = encodeURIComponent(JSON.stringify(op.input));
        const source = new EventSource(`${url}/${op.path}?input=${input}`);
        source.addEventListener('connected', () => observer.next({ result: { type: 'started' } }));
        source.addEventListener('message', ({ data, lastEventId }) =>
          observer.next({ result: { type: 'data', data: { id: lastEventId, data: JSON.parse(data) } } }),
        );
        source.addEventListener('error', () =>
          observer.next({ result: { type: 'state', state: 'connecting', error: null } }),
        );
        // The server ended it, with or without an error: reading goes on.
        source.addEventListener('serialized-error', () => {
          source.close();
          observer.error(new TRPCClientError('The subscription failed'));
        });
        source.addEventListener('return', () => {
          source.close();
          observer.complete();
        });
        return () => source.close();
      });
}
