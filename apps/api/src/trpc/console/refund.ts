import {
  decideRefundSchema,
  doneSchema,
  refundRequestsSchema,
  refundResultSchema,
  requestRefundSchema,
} from '@checkout/schemas/console-action';
import { approveRefund, listWaiting, rejectRefund, requestRefund } from '../../operators/refunds.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

export const refundRouter = consoleRouterOf({
  request: permittedProcedure('refund')
    .input(requestRefundSchema)
    .output(refundResultSchema)
    .mutation(({ ctx, input }) => requestRefund(ctx.deps, ctx.acting, input)),

  waiting: permittedProcedure('view')
    .output(refundRequestsSchema)
    .query(async ({ ctx }) => ({ requests: await listWaiting(ctx.deps, ctx.acting) })),

  approve: permittedProcedure('approve')
    .input(decideRefundSchema)
    .output(refundResultSchema)
    .mutation(({ ctx, input }) => approveRefund(ctx.deps, ctx.acting, input)),

  reject: permittedProcedure('approve')
    .input(decideRefundSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await rejectRefund(ctx.deps, ctx.acting, input);
      return { done: true };
    }),
});
