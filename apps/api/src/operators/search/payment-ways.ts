import type { SearchPayments } from '@checkout/schemas/console-search';
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/database.ts';
import { sessionIdOf } from '../../db/session-reference.ts';
import {
  and,
  conditionsOf,
  type PaymentFilter as Filter,
  PAYMENT_FILTERS,
  TOTAL,
} from '../../service/payment-filters.ts';
import type { Order } from './keyset.ts';
import type { Meaning } from './understand.ts';
import type { Way } from './ways.ts';

const PAYMENTS = sql`payments`;
const AMOUNTS: readonly Filter[] = ['amountFrom', 'amountTo'];
const TIMES: readonly Filter[] = ['createdFrom', 'createdTo'];

/** Where each meaning of a text is looked up. */
export async function waysTo(db: Queryable, meanings: readonly Meaning[]): Promise<Way[]> {
  return Promise.all(meanings.map((meaning) => wayTo(db, meaning)));
}

async function wayTo(db: Queryable, meaning: Meaning): Promise<Way> {
  switch (meaning.kind) {
    case 'email':
      return { from: PAYMENTS, where: sql`lower(customer_email) = ${meaning.value}` };
    case 'payment':
      return { from: PAYMENTS, where: sql`id = ${meaning.value}` };
    case 'session':
      return { from: PAYMENTS, where: sql`session_id = ${(await sessionIdOf(db, meaning.value)) ?? ''}` };
    case 'metadata':
      return {
        from: sql`metadata_values`,
        where: sql`metadata_values.of = 'payment' and value = left(${meaning.value}::text, 200)`,
      };
    case 'cardLast4':
      return { from: PAYMENTS, where: sql`card_last4 = ${meaning.value}` };
    case 'amount':
      return { from: PAYMENTS, where: sql`${sql.raw(TOTAL)} = ${meaning.cents}::int` };
    case 'declineCode':
      return { from: PAYMENTS, where: sql`decline_code = ${meaning.value}` };
    case 'day':
      return {
        from: PAYMENTS,
        where: sql`created_at >= ${meaning.from.toISOString()}::timestamptz and created_at < ${meaning.to.toISOString()}::timestamptz`,
      };
  }
}

/**
 * Without a text: along the filter that has an index and finds the fewest, or along all payments. In the order of amounts, along all where the
 * filter is a common one, whose newest would not be the largest.
 */
export function filterWay(input: SearchPayments, { byAmount }: Order): Way {
  const { cardLast4, declineCode, stray, refund, status } = input;
  if (stray === true) return { from: PAYMENTS, where: sql`orphan` };
  // Refunds that have ended well are many, and found by the status.
  if (refund !== undefined && refund !== 'refunded')
    return {
      from: sql`(select payments.created_at, payments.id from refunds join payments on payments.id = refunds.payment_id
        where refunds.state = ${refund}) as refunded`,
      where: sql`true`,
      covers: ['refund'],
    };
  if (declineCode !== undefined)
    return { from: PAYMENTS, where: sql`decline_code = ${declineCode}`, covers: ['declineCode'] };
  if (cardLast4 !== undefined)
    return { from: PAYMENTS, where: sql`card_last4 = ${cardLast4}`, covers: ['cardLast4'] };
  if (byAmount) {
    const where = and(conditionsOf(input, AMOUNTS));
    return { from: PAYMENTS, where, cents: sql.raw(TOTAL), covers: AMOUNTS };
  }
  const span = and(conditionsOf(input, TIMES));
  if (status !== undefined)
    return { from: PAYMENTS, where: sql`status = ${status} and ${span}`, covers: ['status', ...TIMES] };
  return { from: PAYMENTS, where: span, covers: TIMES };
}

/** What is still to be asked of the rows that these ways find. */
export function conditionsBeside(ways: readonly Way[], input: SearchPayments): SQL[] {
  const [way, ...others] = ways;
  const covered: readonly string[] = others.length === 0 ? (way?.covers ?? []) : [];
  return conditionsOf(
    input,
    PAYMENT_FILTERS.filter((filter) => !covered.includes(filter)),
  );
}
