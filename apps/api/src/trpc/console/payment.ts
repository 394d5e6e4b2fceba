import { paymentDetailSchema, paymentOrSessionSchema } from '@checkout/schemas/console-payment';
import { lookAt } from '../../operators/detail/payment-detail.ts';
import { watchDetail } from '../../operators/detail/watch-detail.ts';
import { consoleRouterOf, permittedProcedure } from '../console-procedures.ts';

const procedure = permittedProcedure('view').input(paymentOrSessionSchema);

export const paymentRouter = consoleRouterOf({
  get: procedure.output(paymentDetailSchema).query(({ ctx, input }) => lookAt(ctx.deps, ctx.acting, input)),

  /** Yields the whole detail, now and after each change. */
  watch: procedure.subscription(async function* ({ ctx, input, signal }) {
    const details = watchDetail(ctx.deps, ctx.signedIn, { acting: ctx.acting, named: input, signal });
    for await (const detail of details) yield paymentDetailSchema.parse(detail);
  }),
});
