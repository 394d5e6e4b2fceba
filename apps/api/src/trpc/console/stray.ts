import {
  doneSchema,
  strayActionSchema,
  strayRefundsActionSchema,
  strayRefundsSchema,
} from '@checkout/schemas/console-action';
import { adoptStray, dismissStray, getStrayRefunds, setStrayRefunds } from '../../operators/stray-charges.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const strayRouter = consoleRouterOf({
  adopt: permittedProcedure('stray')
    .input(strayActionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await adoptStray(ctx.deps, ctx.acting, input);
      return { done: true };
    }),

  dismiss: permittedProcedure('stray')
    .input(strayActionSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await dismissStray(ctx.deps, ctx.acting, input);
      return { done: true };
    }),
});

export const strayRefundsRouter = consoleRouterOf({
  get: permittedProcedure('view')
    .output(strayRefundsSchema)
    .query(({ ctx }) => getStrayRefunds(ctx.deps)),

  start: permittedProcedure('release')
    .input(strayRefundsActionSchema)
    .output(strayRefundsSchema)
    .mutation(({ ctx, input }) => setStrayRefunds(ctx.deps, ctx.acting, { start: true, ...input })),

  /** Stopping is no risk: a role below may do it. */
  stop: permittedProcedure('stray')
    .input(strayRefundsActionSchema)
    .output(strayRefundsSchema)
    .mutation(({ ctx, input }) => setStrayRefunds(ctx.deps, ctx.acting, { start: false, ...input })),
});
