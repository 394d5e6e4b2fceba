import { catalogSchema } from '@checkout/schemas/product';
import { taxRateInputSchema, taxRateSchema } from '@checkout/schemas/service';
import { checkoutRouter } from './checkout.ts';
import { paymentsRouter } from './payments.ts';
import { publicProcedure, router, serviceProcedure } from './procedures.ts';
import { sessionsRouter } from './sessions.ts';

export const appRouter = router({
  catalog: router({
    list: publicProcedure.output(catalogSchema).query(({ ctx }) => ctx.services.catalog.list()),
  }),
  checkout: checkoutRouter,
  sessions: sessionsRouter,
  payments: paymentsRouter,
  tax: router({
    rate: serviceProcedure('read')
      .input(taxRateInputSchema)
      .output(taxRateSchema)
      .query(({ ctx, input }) => ctx.services.tax.rate(input)),
  }),
});

export type AppRouter = typeof appRouter;
