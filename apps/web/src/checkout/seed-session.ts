import type { AppRouter } from '@checkout/api/router';
import type { SessionView } from '@checkout/schemas/session';
import type { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { CheckoutClient } from '../trpc.ts';

type Seeded = { readonly client: CheckoutClient; readonly queryClient: QueryClient };

/** The session came with the page: as if it had just been read. */
export function seedSession(view: SessionView, { client, queryClient }: Seeded): void {
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  queryClient.setQueryData(trpc.checkout.get.queryKey({ sessionId: view.sessionId }), view);
}
