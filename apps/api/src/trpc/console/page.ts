import { consolePageSchema, resetPageSchema, updatePageSchema } from '@checkout/schemas/console-page';
import { readPage, resetPage, updatePage } from '../../operators/page.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const pageRouter = consoleRouterOf({
  get: permittedProcedure('view')
    .output(consolePageSchema)
    .query(({ ctx }) => readPage(ctx.deps)),

  update: permittedProcedure('page')
    .input(updatePageSchema)
    .output(consolePageSchema)
    .mutation(({ ctx, input }) => updatePage(ctx.deps, ctx.acting, input)),

  reset: permittedProcedure('page')
    .input(resetPageSchema)
    .output(consolePageSchema)
    .mutation(({ ctx, input }) => resetPage(ctx.deps, ctx.acting, input.reason)),
});
