import { consoleEndpointsRouter, webhooksRouter } from './console/deliveries.ts';
import { consoleDoctorRouter } from './console/doctor.ts';
import { consoleEventsRouter } from './console/events.ts';
import { me, signOut } from './console/me.ts';
import { pageRouter } from './console/page.ts';
import { paymentRouter } from './console/payment.ts';
import { peopleRouter } from './console/people.ts';
import { refundRouter } from './console/refund.ts';
import { consoleReportsRouter, overview } from './console/reports.ts';
import { searchRouter } from './console/search.ts';
import { attemptRouter, sessionRouter, shopperRouter } from './console/session.ts';
import { settings, tokensRouter } from './console/settings.ts';
import { strayRefundsRouter, strayRouter } from './console/stray.ts';
import { consoleRouterOf } from './console-procedures.ts';

/**
 * What the console's page calls. Its queries are sent by POST (`methodOverride`), because their inputs are of customers; the
 * subscriptions alone are GET.
 */
export const consoleRouter = consoleRouterOf({
  console: consoleRouterOf({
    me,
    signOut,
    people: peopleRouter,

    search: searchRouter,

    payment: paymentRouter,

    refund: refundRouter,
    stray: strayRouter,
    strayRefunds: strayRefundsRouter,
    attempt: attemptRouter,
    session: sessionRouter,
    shopper: shopperRouter,
    webhooks: webhooksRouter,
    endpoints: consoleEndpointsRouter,
    events: consoleEventsRouter,

    overview,
    reports: consoleReportsRouter,

    doctor: consoleDoctorRouter,
    tokens: tokensRouter,
    settings,
    page: pageRouter,
  }),
});

export type ConsoleRouter = typeof consoleRouter;
