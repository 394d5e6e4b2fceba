import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { LoadingPage } from '../page/loading-page.tsx';
import { PageShell } from '../page/page-shell.tsx';
import { QueryProblem } from '../page/query-problem.tsx';
import { useLastingError } from '../page/use-lasting-error.ts';
import { useTRPC } from '../trpc.ts';
import { MissingSession } from './missing-session.tsx';
import { unreadDelay } from './poll-delay.ts';

// Asked for as soon as this file runs, so that it comes beside the session and not after it.
const loading = import('./checkout-session.tsx');
// On other pages it is only fetched ahead; where it is needed, the page's error boundary says that it is missing.
loading.catch(() => {});
const CheckoutSession = lazy(async () => ({ default: (await loading).CheckoutSession }));

export function CheckoutPage({ sessionId }: { sessionId: string }) {
  const trpc = useTRPC();
  const session = useQuery(
    trpc.checkout.get.queryOptions(
      { sessionId },
      {
        // Recovers by itself: as long as nothing could be read, it is tried again.
        refetchInterval: ({ state }) => unreadDelay(state),
      },
    ),
  );
  const error = useLastingError(session.error);

  if (session.data !== undefined) {
    return (
      <PageShell>
        <CheckoutSession view={session.data} />
      </PageShell>
    );
  }
  if (error === null) return <LoadingPage />;
  return (
    <PageShell width="narrow">
      <QueryProblem
        error={error}
        retrying={session.isFetching}
        onRetry={() => void session.refetch()}
        missing={<MissingSession />}
      />
    </PageShell>
  );
}
