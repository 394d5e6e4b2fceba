import { useQuery } from '@tanstack/react-query';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { MerchantContext, useMerchant } from '../page/merchant-context.tsx';
import { PageShell } from '../page/page-shell.tsx';
import { LoadingPage, QueryProblem, useLastingError } from '../page/query-states.tsx';
import { StatePanel } from '../page/state-panel.tsx';
import { StoreLink } from '../page/store-link.tsx';
import { sessionQuery, unreadDelay } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { CheckoutSession } from './checkout-session.tsx';

export function CheckoutPage({ sessionId }: { sessionId: string }) {
  const { missingSession } = useInitialPageData();
  if (missingSession !== sessionId) return <ReadSession sessionId={sessionId} />;
  return (
    <PageShell width="narrow">
      <MissingSession />
    </PageShell>
  );
}

function ReadSession({ sessionId }: { sessionId: string }) {
  const client = useClient();
  const session = useQuery({
    ...sessionQuery(client, sessionId),
    // Recovers by itself: as long as nothing could be read, it is tried again.
    refetchInterval: ({ state }) => unreadDelay(state),
  });
  const error = useLastingError(session.error);
  const merchant = useMerchant();

  if (session.data !== undefined) {
    return (
      <MerchantContext value={session.data.merchant ?? merchant}>
        <PageShell>
          <CheckoutSession view={session.data} />
        </PageShell>
      </MerchantContext>
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

function MissingSession() {
  const { notFound } = useMessages();
  return (
    <StatePanel icon="missing" heading={notFound.checkoutHeading}>
      <p>{notFound.checkoutBody}</p>
      <StoreLink look="button primary">{notFound.toStore}</StoreLink>
    </StatePanel>
  );
}
