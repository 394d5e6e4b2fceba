import { declineOf } from '@checkout/schemas/decline';
import type { AuditEntry, Payment, RefundState, ServicePayment } from '@checkout/schemas/payment';
import type { Attempt } from '../attempts/store.ts';
import type { Read } from '../attempts/transition.ts';
import { type PaymentRow, paymentRow } from '../db/payments.ts';

/** A payment for its shopper. */
export function paymentView(row: Omit<PaymentRow, 'createdAt'>): Payment {
  return {
    id: row.id,
    status: row.status,
    currency: row.currency,
    amountInCents: row.amount,
    amountTaxesIncluded: row.amountTaxesIncluded,
    taxRateInPercentage: row.taxRate,
    taxCountry: row.taxCountry,
    customerEmail: row.customerEmail,
    products: row.products,
    createdAt: row.providerCreatedAt?.toISOString() ?? null,
    updatedAt: row.providerUpdatedAt?.toISOString() ?? null,
  };
}

/** The same of a payment that was just read. */
export function readView({ payment, at }: Read): Payment {
  return paymentView(paymentRow(payment, { attemptId: null, sessionId: null, readAt: at }));
}

/** A payment for the merchant's services. */
export function servicePaymentView(
  row: Omit<PaymentRow, 'createdAt'>,
  beside: { attempt: Attempt | null; refund: RefundState | null; history: AuditEntry[] },
): ServicePayment {
  const { attempt } = beside;
  return {
    ...paymentView(row),
    customerId: row.customerId,
    depositStatus: row.depositStatus,
    threeDsSessionUrl: attempt?.state === 'requires_action' ? attempt.redirectUrl : null,
    decline: row.declineCode === null ? null : declineOf(row.declineCode),
    metadatas: row.metadatas,
    sessionId: row.sessionId,
    refund: beside.refund,
    timeline: row.timeline,
    history: beside.history,
  };
}
