import { doneSchema } from '@checkout/schemas/console-action';
import {
  createdTokenSchema,
  createTokenSchema,
  revokeTokenSchema,
  settingsSchema,
  tokensSchema,
} from '@checkout/schemas/console-settings';
import { AppError } from '../app-error.ts';
import { consoleEndpointsRouter, webhooksRouter } from './console/deliveries.ts';
import { me, signOut } from './console/me.ts';
import { paymentRouter } from './console/payment.ts';
import { peopleRouter } from './console/people.ts';
import { refundRouter } from './console/refund.ts';
import { consoleReportsRouter, overview } from './console/reports.ts';
import { searchRouter } from './console/search.ts';
import { attemptRouter, sessionRouter, shopperRouter } from './console/session.ts';
import { strayRefundsRouter, strayRouter } from './console/stray.ts';
import { consoleRouterOf, permittedProcedure } from './console-procedures.ts';

/** A procedure that is agreed on, and comes with a later commit. */
const comes = (): never => {
  throw new AppError('NOT_FOUND');
};

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

    overview,
    reports: consoleReportsRouter,

    tokens: consoleRouterOf({
      list: permittedProcedure('tokens').output(tokensSchema).query(comes),
      create: permittedProcedure('tokens')
        .input(createTokenSchema)
        .output(createdTokenSchema)
        .mutation(comes),
      revoke: permittedProcedure('tokens').input(revokeTokenSchema).output(doneSchema).mutation(comes),
    }),

    settings: permittedProcedure('view').output(settingsSchema).query(comes),
  }),
});

export type ConsoleRouter = typeof consoleRouter;
