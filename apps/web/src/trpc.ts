import type { AppRouter } from '@checkout/api/router';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
export type CheckoutClient = TRPCClient<AppRouter>;

/** A request that carries a card travels alone, so that no log or retry of a batch can ever hold it. */
const CARRIES_A_CARD: ReadonlySet<string> = new Set(['checkout.pay']);

export function createCheckoutClient(url: string): CheckoutClient {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: splitLink({
          condition: (op) => CARRIES_A_CARD.has(op.path),
          true: httpLink({ url }),
          false: httpBatchLink({ url, maxItems: 10 }),
        }),
      }),
    ],
  });
}
