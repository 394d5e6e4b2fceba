import { catalogSchema } from '@checkout/schemas/product';
import { taxRateInputSchema, taxRateSchema } from '@checkout/schemas/service';
import { checkoutRouter } from './checkout.ts';
import { doctorRouter } from './doctor.ts';
import { endpointsRouter } from './endpoints.ts';
import { eventsRouter } from './events.ts';
import { paymentsRouter } from './payments.ts';
import { router, serviceProcedure, storeProcedure } from './procedures.ts';
import { reportsRouter } from './reports.ts';
import { sessionsRouter } from './sessions.ts';

export const appRouter = router({
  catalog: router({
    list: storeProcedure
      .meta({ turn: 'store' })
      .output(catalogSchema)
      .query(({ ctx }) => [...ctx.deps.catalog]),
  }),
  checkout: checkoutRouter,
  events: eventsRouter,
  endpoints: endpointsRouter,
  doctor: doctorRouter,
  sessions: sessionsRouter,
  payments: paymentsRouter,
  reports: reportsRouter,
  tax: router({
    rate: serviceProcedure('read')
      .meta({ turn: 'read' })
      .input(taxRateInputSchema)
      .output(taxRateSchema)
      .query(async ({ ctx, input: { country, postalCode } }) => ({
        country,
        taxRateInPercentage: await ctx.deps.taxRates.rate({ country, postalCode }, null),
      })),
  }),
});

export type AppRouter = typeof appRouter;
