import type { ExportEvents, ExportPayments } from '@checkout/schemas/export';
import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../db/audit.ts';
import { and, conditionsOf } from './payment-filters.ts';

/** A statement whose columns are those of the file. Amounts in cents, times ISO 8601 in UTC. */
export type Export = { readonly name: string; readonly query: SQL };

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
export const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', ${ISO})`);
/** What names a session and permits nothing (db/session-reference.ts). */
export const reference = (column: string) =>
  sql.raw(`'ref_' || left(encode(sha256(${column}::bytea), 'hex'), 32)`);

/** `GET /exports/payments.csv`: newest first; those of `owner`, or all. */
export function paymentsExport(filters: ExportPayments, owner: Actor | null): Export {
  const isOwned =
    owner === null
      ? sql`true`
      : sql`(sessions.created_by = ${owner} or exists (
          select from attempts where attempts.payment_id = payments.id and attempts.owner = ${owner}))`;
  return {
    name: 'payments',
    query: sql`
      select payments.id as payment_id, ${iso('payments.created_at')} as created_at, payments.status, payments.currency,
        coalesce((large_amounts ->> 'amount')::bigint, amount) as amount_cents,
        coalesce((large_amounts ->> 'amountTaxesIncluded')::bigint, amount_taxes_included) as amount_with_tax_cents,
        tax_rate as tax_rate_percent, tax_country, payments.customer_email, card_brand, card_last4, decline_code,
        ${reference('payments.session_id')} as session_reference,
        case when sessions.metadatas <> '{}' then sessions.metadatas::text end as metadata,
        sessions.acknowledged_reference, payments.orphan as stray, refunds.state as refund, refunds.reason as refund_reason
      from payments
      left join sessions on sessions.id = payments.session_id
      left join refunds on refunds.payment_id = payments.id
      where ${and(conditionsOf(filters))} and ${isOwned}
      order by payments.created_at desc, payments.id desc`,
  };
}

/** `GET /exports/events.csv`: in their order; those of `owner`, or all. */
export function eventsExport({ after = '0', types }: ExportEvents, owner: Actor | null): Export {
  const isOwned = owner === null ? sql`true` : sql`data -> 'session' ->> 'createdBy' = ${owner}`;
  const isOfType = types === undefined ? sql`true` : sql`type = any(${sql.param([...types])}::text[])`;
  return {
    name: 'events',
    query: sql`
      select position as cursor, 'evt_' || replace(id::text, '-', '') as event_id, type, ${iso('created_at')} as created_at,
        ${reference('session_id')} as session_reference, sequence, payment_id,
        data -> 'session' ->> 'status' as session_status, data -> 'payment' ->> 'status' as payment_status,
        data -> 'payment' ->> 'currency' as currency, data -> 'payment' ->> 'amountInCents' as amount_cents,
        data -> 'payment' ->> 'amountTaxesIncluded' as amount_with_tax_cents,
        data -> 'payment' ->> 'declineCode' as decline_code, data -> 'refund' ->> 'reason' as refund_reason
      from events
      where position > ${after}::bigint and ${isOfType} and ${isOwned}
      order by position`,
  };
}
