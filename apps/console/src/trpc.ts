import type { ConsoleRouter } from '@checkout/api/console-router';
import { ACTIVITY_HEADER } from '@checkout/schemas/console-session';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { Activity } from './activity.ts';

export type ConsoleClient = TRPCClient<ConsoleRouter>;

/** What each procedure answers. */
export type Outputs = inferRouterOutputs<ConsoleRouter>['console'];

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>();

/** Queries are sent by POST: their inputs are of customers, and addresses end up in logs. The cookie is of this origin alone. */
export function createConsoleClient(url: string, activity: Activity): ConsoleClient {
  return createTRPCClient<ConsoleRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpLink({
          url,
          methodOverride: 'POST',
          // What the page reads by itself must not keep the session.
          headers: () => (activity.take() ? { [ACTIVITY_HEADER.name]: ACTIVITY_HEADER.value } : {}),
        }),
      }),
    ],
  });
}
