import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { CheckoutPage } from './checkout/checkout-page.tsx';
import { ReturnPage } from './checkout/return-page.tsx';
import { useInitialPageData } from './initial-page-data/initial-page-data.ts';
import { removeLateNotice } from './initial-page-data/late-notice.ts';
import { useMessages } from './messages/messages-context.tsx';
import { Announcer } from './page/announcer.tsx';
import { ErrorBoundary } from './page/error-boundary.tsx';
import { PageShell } from './page/page-shell.tsx';
import { LoadingPage } from './page/query-states.tsx';
import { StatePanel } from './page/state-panel.tsx';
import { StoreLink } from './page/store-link.tsx';
import { DraftProvider } from './pay-form/drafts.tsx';

// The checkout is what people wait for: the store's code is not part of it.
const StorePage = lazy(async () => ({ default: (await import('./store/store-page.tsx')).StorePage }));

export function App() {
  // Effects of this component run after those of all others: the page has its handlers.
  useEffect(() => {
    removeLateNotice();
    performance.mark('interactive');
  }, []);
  const { store } = useInitialPageData();
  return (
    <Announcer>
      <ErrorBoundary>
        <DraftProvider>
          <Switch>
            {store && (
              <Route path="/">
                <Suspense fallback={<LoadingPage />}>
                  <StorePage />
                </Suspense>
              </Route>
            )}
            <Route path="/checkout/:sessionId/return">
              {({ sessionId }) => <ReturnPage key={sessionId} sessionId={sessionId} />}
            </Route>
            <Route path="/checkout/:sessionId">
              {({ sessionId }) => <CheckoutPage key={sessionId} sessionId={sessionId} />}
            </Route>
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </DraftProvider>
      </ErrorBoundary>
    </Announcer>
  );
}

function NotFoundPage() {
  const { notFound } = useMessages();
  return (
    <PageShell width="narrow">
      <StatePanel icon="missing" heading={notFound.heading}>
        <p>{notFound.body}</p>
        <StoreLink look="button primary">{notFound.toStore}</StoreLink>
      </StatePanel>
    </PageShell>
  );
}
