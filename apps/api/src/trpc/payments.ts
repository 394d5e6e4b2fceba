import { servicePaymentSchema } from '@checkout/schemas/payment';
import {
  closedPaymentSchema,
  closePaymentSchema,
  listPaymentsSchema,
  paymentPageSchema,
  paymentRefSchema,
  refundPaymentSchema,
  updatePaymentSchema,
} from '@checkout/schemas/service';
import { eraseCard, sealedCreatePaymentSchema } from '../attempts/card-input.ts';
import { closePayment } from '../service/close-payment.ts';
import {
  confirmPayment,
  createPayment,
  getPayment,
  listPayments,
  refundServicePayment,
  updatePayment,
} from '../service/payments.ts';
import { router, seenBy, serviceProcedure } from './procedures.ts';

export const paymentsRouter = router({
  create: serviceProcedure('pay')
    .meta({ carriesCard: true })
    .input(sealedCreatePaymentSchema)
    .output(servicePaymentSchema)
    .mutation(async ({ ctx, input }) => {
      try {
        return await createPayment(ctx.deps, input, ctx.service);
      } finally {
        eraseCard(input);
      }
    }),

  confirm: serviceProcedure('pay')
    .input(paymentRefSchema)
    .output(servicePaymentSchema)
    .mutation(({ ctx, input }) => confirmPayment(ctx.deps, input.paymentId, ctx.service)),

  get: serviceProcedure('read')
    .meta({ turn: 'read' })
    .input(paymentRefSchema)
    .output(servicePaymentSchema)
    .query(async ({ ctx, input }) => seenBy(ctx, await getPayment(ctx.deps, input.paymentId))),

  close: serviceProcedure('pay')
    .input(closePaymentSchema)
    .output(closedPaymentSchema)
    .mutation(({ ctx, input }) => closePayment(ctx.deps, input, ctx.actor)),

  update: serviceProcedure('pay')
    .input(updatePaymentSchema)
    .output(servicePaymentSchema)
    .mutation(({ ctx, input }) => updatePayment(ctx.deps, input, ctx.service)),

  list: serviceProcedure('read')
    .meta({ turn: 'read' })
    .input(listPaymentsSchema)
    .output(paymentPageSchema)
    .query(async ({ ctx, input }) => {
      const { payments, nextCursor } = await listPayments(ctx.deps, input, ctx.owner);
      return { payments: payments.map((payment) => seenBy(ctx, payment)), nextCursor };
    }),

  refund: serviceProcedure('refund')
    .input(refundPaymentSchema)
    .output(servicePaymentSchema)
    .mutation(async ({ ctx, input }) =>
      seenBy(ctx, await refundServicePayment(ctx.deps, input, ctx.service)),
    ),
});
