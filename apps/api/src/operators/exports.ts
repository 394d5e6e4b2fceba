import type { ExportSpan } from '@checkout/schemas/export';
import { type SQL, sql } from 'drizzle-orm';
import { type Export, iso, reference } from '../service/exports.ts';

/** Both days included, UTC. */
const within = (column: string, { from, to }: ExportSpan): SQL => sql`
  ${sql.raw(column)} >= ${`${from}T00:00:00Z`}::timestamptz
  and ${sql.raw(column)} < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`;

/** What was asked to be paid back, by the day of the request. */
export function refundsExport(span: ExportSpan): Export {
  return {
    name: 'refunds',
    query: sql`
      select refunds.payment_id, refunds.state, ${iso('refunds.created_at')} as requested_at, refunds.requested_by,
        operators.name as requested_by_name, refunds.reason, ${iso('refunds.step_at')} as state_since,
        payments.status as payment_status, payments.currency, payments.amount as amount_cents,
        payments.amount_taxes_included as amount_with_tax_cents, payments.tax_country, payments.customer_email,
        ${reference('payments.session_id')} as session_reference
      from refunds
      left join payments on payments.id = refunds.payment_id
      left join operators on 'operator:' || operators.id = refunds.requested_by
      where ${within('refunds.created_at', span)} order by refunds.created_at, refunds.payment_id`,
  };
}

/** Tax as Inflow has computed it: added to the price, or contained in it. */
const TAX = sql.raw(`case
  when amount_taxes_included is null or coalesce(tax_rate, 0) = 0 then 0
  when amount_taxes_included > amount then amount_taxes_included - amount
  else round(amount_taxes_included - amount_taxes_included / (1 + tax_rate / 100))::int end`);

/** By country, month (UTC, of the payment) and rate. What is refunded in full is subtracted in columns of its own. */
export function taxExport(span: ExportSpan): Export {
  return {
    name: 'tax',
    query: sql`
      select to_char(created_at at time zone 'UTC', 'YYYY-MM') as month, tax_country as country, currency,
        tax_rate as tax_rate_percent, count(*) as payments, sum(total)::bigint as gross_cents, sum(tax)::bigint as tax_cents,
        sum(total - tax)::bigint as net_cents, count(*) filter (where is_refunded) as refunded_payments,
        coalesce(sum(total) filter (where is_refunded), 0)::bigint as refunded_gross_cents,
        coalesce(sum(tax) filter (where is_refunded), 0)::bigint as refunded_tax_cents
      from (
        select created_at, tax_country, currency, tax_rate, coalesce(amount_taxes_included, amount) as total, ${TAX} as tax,
          status = 'FULLY_REFUNDED' as is_refunded
        from payments
        where ${within('created_at', span)} and status in (
          'CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS', 'REFUND_PENDING', 'FULLY_REFUNDED', 'PARTIAL_REFUNDED', 'REFUND_FAILED')
      ) as paid
      group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  };
}

/** The whole audit trail of a span, of people and programs. */
export function auditExport(span: ExportSpan): Export {
  return {
    name: 'audit',
    query: sql`
      select audit.id, ${iso('audit.at')} as at, actor, operators.name as actor_name, action, address, reason, payment_id,
        ${reference('audit.session_id')} as session_reference, attempt_id, from_state, to_state
      from audit left join operators on 'operator:' || operators.id = audit.actor
      where ${within('audit.at', span)} order by audit.id`,
  };
}
