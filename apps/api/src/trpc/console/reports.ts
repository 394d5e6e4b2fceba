import { overviewSchema } from '@checkout/schemas/console-overview';
import {
  declinesReportSchema,
  funnelSchema,
  reportSpanSchema,
  summarySchema,
} from '@checkout/schemas/report';
import { loadOverview } from '../../operators/overview.ts';
import { reportDeclines, reportFunnel, summarise } from '../../service/reports.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

const procedure = permittedProcedure('view');

export const overview = procedure.output(overviewSchema).query(({ ctx }) => loadOverview(ctx.deps));

export const consoleReportsRouter = consoleRouterOf({
  summary: procedure
    .input(reportSpanSchema)
    .output(summarySchema)
    .query(({ ctx, input }) => summarise(ctx.deps, { ...input, owner: null })),

  declines: procedure
    .input(reportSpanSchema)
    .output(declinesReportSchema)
    .query(({ ctx, input }) => reportDeclines(ctx.deps, { ...input, owner: null })),

  funnel: procedure
    .input(reportSpanSchema)
    .output(funnelSchema)
    .query(({ ctx, input }) => reportFunnel(ctx.deps, { ...input, owner: null })),
});
