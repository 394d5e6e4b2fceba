import type { Payment } from '@checkout/inflow/wire';
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { payments } from './schema.ts';
import { columnNames, fieldsOf, namesOf, prepared, recordOf, selected } from './statements.ts';

export type PaymentRow = typeof payments.$inferSelect;

/** The columns that a read of Inflow fills. */
export type ReadPaymentRow = Omit<PaymentRow, 'createdAt' | 'dueAt'>;

/** Null for an invalid date. */
export const dateOrNull = (value: string | null) => {
  const date = value === null ? null : new Date(value);
  return date === null || Number.isNaN(date.getTime()) ? null : date;
};

/** A payment as Inflow answered it, and when the request was sent. */
export type PaymentSnapshot = { readonly payment: Payment; readonly askedAt: Date };

export type About = {
  readonly attemptId: string | null;
  readonly sessionId: string | null;
  /** Whether it is a stray charge; when left out, an existing row keeps its value. */
  readonly orphan?: boolean;
};

export function paymentRow({ payment, askedAt }: PaymentSnapshot, about: About): ReadPaymentRow {
  return {
    id: payment.id,
    sessionId: about.sessionId,
    attemptId: about.attemptId,
    status: payment.status,
    depositStatus: payment.depositStatus,
    currency: payment.currency,
    amount: payment.amountInCents,
    amountTaxesIncluded: payment.amountTaxesIncluded,
    taxRate: payment.taxRateInPercentage,
    taxCountry: payment.taxCountry,
    customerEmail: payment.customerEmail,
    customerId: payment.customerId,
    products: payment.products,
    metadatas: payment.metadatas,
    timeline: payment.timeline.map((entry) => ({ status: entry.status, timestamp: entry.timestamp ?? '' })),
    declineCode: payment.lastDepositAttempt?.error ?? null,
    providerCreatedAt: dateOrNull(payment.createdAt),
    providerUpdatedAt: dateOrNull(payment.updatedAt),
    orphan: about.orphan ?? false,
    readAt: askedAt,
  };
}

/**
 * Saves what was just read from Inflow, as a part of another statement; saves nothing where the record is null. Reads
 * overlap, so an older response that arrives later must not win: Inflow's own `updatedAt` decides, and the time of the request
 * where Inflow gave none.
 */
export function savingPayment(record: SQL, { from, setsOrphan }: { from: SQL; setsOrphan: boolean }): SQL {
  const names = namesOf(payments).filter((name) => name !== 'createdAt' && name !== 'dueAt');
  const changed = names.filter((name) => name !== 'id' && (setsOrphan || name !== 'orphan'));
  const setting = (name: (typeof names)[number]) => {
    const column = columnNames(payments, [name]);
    return sql`${column} = excluded.${column}`;
  };
  return sql`
    insert into payments (${columnNames(payments, names)})
    select ${fieldsOf('read', names)} from ${from}, ${recordOf(payments, names, { json: record, as: 'read' })}
    where "read".id is not null
    on conflict (id) do update set ${sql.join(changed.map(setting), sql`, `)}
    where coalesce(
      excluded.provider_updated_at >= payments.provider_updated_at,
      excluded.read_at >= payments.read_at
    )`;
}

/** The record that `savingPayment` takes, as JSON. */
export function paymentRecord(read: PaymentSnapshot, about: About): string {
  return JSON.stringify(paymentRow(read, about));
}

const savingAs = (name: string, setsOrphan: boolean) =>
  prepared<never, { payment: string }>(
    name,
    savingPayment(sql`${sql.placeholder('payment')}`, { from: sql`(select 1) as always`, setsOrphan }),
  );
const saving = savingAs('save_payment', false);
const savingOrphan = savingAs('save_orphan_payment', true);

/** Saves a payment without a transition. */
export async function savePayment(db: Queryable, read: PaymentSnapshot, about: About): Promise<void> {
  await (about.orphan === undefined ? saving : savingOrphan)(db, { payment: paymentRecord(read, about) });
}

const byId = prepared<PaymentRow, { id: string }>(
  'find_payment',
  sql`select ${selected(payments)} from payments where id = ${sql.placeholder('id')}`,
);

export async function findPayment(db: Queryable, id: string): Promise<PaymentRow | null> {
  const [row] = await byId(db, { id });
  return row ?? null;
}
