import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { CheckoutPage } from './checkout/checkout-page.tsx';
import { ReturnPage } from './checkout/return-page.tsx';
import { Announcer } from './page/announcer.tsx';
import { ErrorBoundary } from './page/error-boundary.tsx';
import { LoadingPage } from './page/loading-page.tsx';
import { NotFoundPage } from './page/not-found-page.tsx';
import { DraftProvider } from './pay-form/draft-context.tsx';

// The checkout is what people wait for: the store's code is not part of it.
const StorePage = lazy(async () => ({ default: (await import('./store/store-page.tsx')).StorePage }));

export function App() {
  // Effects of this component run after those of all others: the page has its handlers.
  useEffect(() => {
    performance.mark('interactive');
  }, []);
  return (
    <Announcer>
      <ErrorBoundary>
        <DraftProvider>
          <Switch>
            <Route path="/">
              <Suspense fallback={<LoadingPage />}>
                <StorePage />
              </Suspense>
            </Route>
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
