import {
  declinesReportSchema,
  funnelSchema,
  reportSpanSchema,
  summarySchema,
} from '@checkout/schemas/report';
import { reportDeclines, reportFunnel, summarise } from '../service/reports.ts';
import { router, serviceProcedure } from './procedures.ts';

const procedure = serviceProcedure('read').meta({ turn: 'read' }).input(reportSpanSchema);

export const reportsRouter = router({
  summary: procedure
    .output(summarySchema)
    .query(({ ctx, input }) => summarise(ctx.deps, { ...input, owner: ctx.owner })),

  declines: procedure
    .output(declinesReportSchema)
    .query(({ ctx, input }) => reportDeclines(ctx.deps, { ...input, owner: ctx.owner })),

  funnel: procedure
    .output(funnelSchema)
    .query(({ ctx, input }) => reportFunnel(ctx.deps, { ...input, owner: ctx.owner })),
});
