import { consoleEventsSchema, listConsoleEventsSchema } from '@checkout/schemas/console-events';
import { listConsoleEvents } from '../../operators/events.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const consoleEventsRouter = consoleRouterOf({
  list: permittedProcedure('view')
    .input(listConsoleEventsSchema)
    .output(consoleEventsSchema)
    .query(({ ctx, input }) => listConsoleEvents(ctx.deps, ctx.acting, input)),
});
