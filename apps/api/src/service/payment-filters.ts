import type { SearchPayments } from '@checkout/schemas/console-search';
import { type SQL, sql } from 'drizzle-orm';

/** As in the index `payments_total`: what the customer pays, as far as Inflow has said the tax. Cents. */
export const TOTAL = 'coalesce(amount_taxes_included, amount)';

export type PaymentFilters = Pick<
  SearchPayments,
  Exclude<keyof SearchPayments, 'query' | 'sort' | 'limit' | 'cursor'>
>;
export type PaymentFilter = keyof PaymentFilters;
/** A day means its beginning, UTC. */
const time = (value: string) => sql`${new Date(value).toISOString()}::timestamptz`;

const CONDITIONS: {
  readonly [Key in PaymentFilter]: (value: NonNullable<PaymentFilters[Key]>) => SQL;
} = {
  status: (value) => sql`payments.status = ${value}`,
  currency: (value) => sql`payments.currency = ${value}`,
  amountFrom: (value) => sql`${sql.raw(TOTAL)} >= ${value}::int`,
  amountTo: (value) => sql`${sql.raw(TOTAL)} <= ${value}::int`,
  createdFrom: (value) => sql`payments.created_at >= ${time(value)}`,
  createdTo: (value) => sql`payments.created_at < ${time(value)}`,
  declineCode: (value) => sql`payments.decline_code = ${value}`,
  cardBrand: (value) => sql`payments.card_brand = ${value}`,
  cardLast4: (value) => sql`payments.card_last4 = ${value}`,
  country: (value) => sql`payments.tax_country = ${value}`,
  stray: (value) => sql`(payments.orphan and payments.dismissed_at is null) = ${value}::boolean`,
  refund: (value) =>
    sql`exists (select from refunds where refunds.payment_id = payments.id and refunds.state = ${value})`,
};

export const PAYMENT_FILTERS = Object.keys(CONDITIONS) as readonly PaymentFilter[];

/** On `payments`, of the filters that are set. */
export function conditionsOf(
  input: PaymentFilters,
  filters = Object.keys(CONDITIONS) as readonly PaymentFilter[],
): SQL[] {
  const conditionOf = <Key extends PaymentFilter>(filter: Key): SQL[] => {
    const value = input[filter];
    return value === undefined ? [] : [CONDITIONS[filter](value as NonNullable<PaymentFilters[Key]>)];
  };
  return filters.flatMap(conditionOf);
}

export const and = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);
