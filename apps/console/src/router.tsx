import {
  createRootRoute,
  createRoute,
  createRouter as createTanStackRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import { BrokenPage, MissingPage } from './page/broken-page.tsx';
import { Root } from './root.tsx';
import {
  eventsSearch,
  exportSearch,
  overviewSearch,
  pageSearch,
  parseSearch,
  paymentsSearch,
  stringifySearch,
} from './search-params.ts';

const root = createRootRoute({ component: Root });
const of = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

/** Each page is a file of its own, loaded when it is first shown. */
const routes = [
  createRoute({
    ...of('/'),
    validateSearch: overviewSearch,
    component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    ...of('/payments'),
    validateSearch: paymentsSearch,
    component: lazyRouteComponent(() => import('./payments/payments-page.tsx'), 'PaymentsPage'),
  }),
  createRoute({
    ...of('/payments/$paymentId'),
    component: lazyRouteComponent(() => import('./payment-detail/payment-page.tsx'), 'PaymentPage'),
  }),
  createRoute({
    ...of('/sessions/$reference'),
    component: lazyRouteComponent(() => import('./payment-detail/payment-page.tsx'), 'SessionPage'),
  }),
  createRoute({
    ...of('/approvals'),
    component: lazyRouteComponent(() => import('./approvals/approvals-page.tsx'), 'ApprovalsPage'),
  }),
  createRoute({
    ...of('/attention/$kind'),
    component: lazyRouteComponent(() => import('./attention/attention-page.tsx'), 'AttentionPage'),
  }),
  createRoute({
    ...of('/endpoints'),
    component: lazyRouteComponent(() => import('./endpoints/endpoints-page.tsx'), 'EndpointsPage'),
  }),
  createRoute({
    ...of('/endpoints/$endpointId'),
    validateSearch: pageSearch,
    component: lazyRouteComponent(() => import('./endpoints/endpoint-page.tsx'), 'EndpointPage'),
  }),
  createRoute({
    ...of('/events'),
    validateSearch: eventsSearch,
    component: lazyRouteComponent(() => import('./events/events-page.tsx'), 'EventsPage'),
  }),
  createRoute({
    ...of('/links'),
    component: lazyRouteComponent(() => import('./links/links-page.tsx'), 'LinksPage'),
  }),
  createRoute({
    ...of('/exports'),
    validateSearch: exportSearch,
    component: lazyRouteComponent(() => import('./exports/exports-page.tsx'), 'ExportsPage'),
  }),
  createRoute({
    ...of('/settings/$section'),
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
] as const;

export function createRouter(history: RouterHistory) {
  return createTanStackRouter({
    routeTree: root.addChildren(routes),
    history,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: MissingPage,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createRouter>;
  }
}
