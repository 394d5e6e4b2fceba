import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { totalOf } from '../payments/total-of.ts';

/** What it is about, in cents: the payment's total, or the session's price while there is no payment. */
export function amountOf({ payment, session }: PaymentDetail): { cents: number; currency: string } {
  if (payment !== null) return { cents: totalOf(payment), currency: payment.currency };
  return { cents: session?.subtotal ?? 0, currency: session?.currency ?? '' };
}
