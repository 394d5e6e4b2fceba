import {
  closeAttemptSchema,
  closedAttemptSchema,
  createdLinkSchema,
  createLinkSchema,
  deadWebhooksSchema,
  decideRefundSchema,
  doneSchema,
  expireSessionSchema,
  refundRequestsSchema,
  refundResultSchema,
  replayEventsSchema,
  replayedWebhooksSchema,
  replayWebhooksSchema,
  requestRefundSchema,
  strayActionSchema,
  strayRefundsActionSchema,
  strayRefundsSchema,
  unblockedSchema,
  unblockSchema,
} from '@checkout/schemas/console-action';
import { overviewSchema } from '@checkout/schemas/console-overview';
import {
  consoleCreateEndpointSchema,
  consoleEndpointActionSchema,
  consoleRotateSecretSchema,
  consoleUpdateEndpointSchema,
  createdTokenSchema,
  createTokenSchema,
  revokeTokenSchema,
  settingsSchema,
  tokensSchema,
} from '@checkout/schemas/console-settings';
import {
  createdEndpointSchema,
  deletedEndpointSchema,
  deliveryPageSchema,
  endpointSchema,
  endpointsSchema,
  listDeliveriesSchema,
  replayedSchema,
  tryingSchema,
} from '@checkout/schemas/endpoint';
import {
  declinesReportSchema,
  funnelSchema,
  reportSpanSchema,
  summarySchema,
} from '@checkout/schemas/report';
import { AppError } from '../app-error.ts';
import { me, signOut } from './console/me.ts';
import { paymentRouter } from './console/payment.ts';
import { peopleRouter } from './console/people.ts';
import { searchRouter } from './console/search.ts';
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

    refund: consoleRouterOf({
      request: permittedProcedure('refund')
        .input(requestRefundSchema)
        .output(refundResultSchema)
        .mutation(comes),
      waiting: permittedProcedure('view').output(refundRequestsSchema).query(comes),
      approve: permittedProcedure('approve')
        .input(decideRefundSchema)
        .output(refundResultSchema)
        .mutation(comes),
      reject: permittedProcedure('approve').input(decideRefundSchema).output(doneSchema).mutation(comes),
    }),

    stray: consoleRouterOf({
      adopt: permittedProcedure('stray').input(strayActionSchema).output(doneSchema).mutation(comes),
      dismiss: permittedProcedure('stray').input(strayActionSchema).output(doneSchema).mutation(comes),
    }),

    strayRefunds: consoleRouterOf({
      get: permittedProcedure('view').output(strayRefundsSchema).query(comes),
      start: permittedProcedure('release')
        .input(strayRefundsActionSchema)
        .output(strayRefundsSchema)
        .mutation(comes),
      stop: permittedProcedure('stray')
        .input(strayRefundsActionSchema)
        .output(strayRefundsSchema)
        .mutation(comes),
    }),

    attempt: consoleRouterOf({
      close: permittedProcedure('closeAttempt')
        .input(closeAttemptSchema)
        .output(closedAttemptSchema)
        .mutation(comes),
    }),

    session: consoleRouterOf({
      expire: permittedProcedure('expireSession')
        .input(expireSessionSchema)
        .output(doneSchema)
        .mutation(comes),
      createLink: permittedProcedure('paymentLink')
        .input(createLinkSchema)
        .output(createdLinkSchema)
        .mutation(comes),
    }),

    shopper: consoleRouterOf({
      unblock: permittedProcedure('unblock').input(unblockSchema).output(unblockedSchema).mutation(comes),
    }),

    webhooks: consoleRouterOf({
      list: permittedProcedure('view').output(deadWebhooksSchema).query(comes),
      replay: permittedProcedure('replay')
        .input(replayWebhooksSchema)
        .output(replayedWebhooksSchema)
        .mutation(comes),
    }),

    endpoints: consoleRouterOf({
      list: permittedProcedure('view').output(endpointsSchema).query(comes),
      deliveries: permittedProcedure('view')
        .input(listDeliveriesSchema)
        .output(deliveryPageSchema)
        .query(comes),
      replay: permittedProcedure('replay').input(replayEventsSchema).output(replayedSchema).mutation(comes),
      create: permittedProcedure('endpoints')
        .input(consoleCreateEndpointSchema)
        .output(createdEndpointSchema)
        .mutation(comes),
      /** Also pauses and resumes. */
      update: permittedProcedure('endpoints')
        .input(consoleUpdateEndpointSchema)
        .output(endpointSchema)
        .mutation(comes),
      delete: permittedProcedure('endpoints')
        .input(consoleEndpointActionSchema)
        .output(deletedEndpointSchema)
        .mutation(comes),
      rotateSecret: permittedProcedure('endpoints')
        .input(consoleRotateSecretSchema)
        .output(createdEndpointSchema)
        .mutation(comes),
      test: permittedProcedure('endpoints')
        .input(consoleEndpointActionSchema)
        .output(tryingSchema)
        .mutation(comes),
    }),

    overview: permittedProcedure('view').output(overviewSchema).query(comes),

    reports: consoleRouterOf({
      summary: permittedProcedure('view').input(reportSpanSchema).output(summarySchema).query(comes),
      declines: permittedProcedure('view').input(reportSpanSchema).output(declinesReportSchema).query(comes),
      funnel: permittedProcedure('view').input(reportSpanSchema).output(funnelSchema).query(comes),
    }),

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
