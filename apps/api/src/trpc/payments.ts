import { servicePaymentSchema } from '@checkout/schemas/payment';
import {
  listPaymentsSchema,
  paymentPageSchema,
  paymentRefSchema,
  refundPaymentSchema,
  updatePaymentSchema,
} from '@checkout/schemas/service';
import { eraseCard, sealedCreatePaymentSchema } from '../attempts/card-input.ts';
import { router, serviceProcedure } from './procedures.ts';

export const paymentsRouter = router({
  create: serviceProcedure('pay')
    .meta({ carriesCard: true })
    .input(sealedCreatePaymentSchema)
    .output(servicePaymentSchema)
    .mutation(async ({ ctx, input }) => {
      try {
        return await ctx.services.payments.create(input, ctx.service);
      } finally {
        eraseCard(input);
      }
    }),

  confirm: serviceProcedure('pay')
    .input(paymentRefSchema)
    .output(servicePaymentSchema)
    .mutation(({ ctx, input }) => ctx.services.payments.confirm(input.paymentId, ctx.service)),

  get: serviceProcedure('read')
    .input(paymentRefSchema)
    .output(servicePaymentSchema)
    .query(({ ctx, input }) => ctx.services.payments.get(input.paymentId)),

  update: serviceProcedure('pay')
    .input(updatePaymentSchema)
    .output(servicePaymentSchema)
    .mutation(({ ctx, input }) => ctx.services.payments.update(input, ctx.service)),

  list: serviceProcedure('read')
    .input(listPaymentsSchema)
    .output(paymentPageSchema)
    .query(({ ctx, input }) => ctx.services.payments.list(input)),

  refund: serviceProcedure('refund')
    .input(refundPaymentSchema)
    .output(servicePaymentSchema)
    .mutation(({ ctx, input }) => ctx.services.payments.refund(input, ctx.service)),
});
