import type { CheckoutEvent } from '@checkout/client';
import { money, when } from './format.ts';

/** One event as one line. A session is named by its reference, which permits nothing. */
export function eventLine({ id, type, createdAt, data }: CheckoutEvent): string {
  const { session, payment } = data;
  const amount = payment === null ? '' : money(payment.amountTaxesIncluded, payment.currency);
  return [when(createdAt), type.padEnd(22), session?.reference ?? '-', id, amount].join('  ').trimEnd();
}
