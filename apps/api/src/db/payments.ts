import type { Payment } from '@checkout/inflow/wire';
import { type SQL, sql } from 'drizzle-orm';
import { dueRows } from './claim.ts';
import type { Queryable } from './database.ts';
import { payments } from './schema.ts';
import { columnNames, fieldsOf, namesOf, prepared, recordOf, selected } from './statements.ts';

export type PaymentRow = typeof payments.$inferSelect;

/** The columns that a read of Inflow fills. */
export type ReadPaymentRow = Omit<PaymentRow, (typeof OWN_COLUMNS)[number]>;

/** Those that are ours alone. */
const OWN_COLUMNS = [
  'createdAt',
  'readAt',
  'dueAt',
  'erasedAt',
  'dismissedAt',
  'cardBrand',
  'cardLast4',
] as const satisfies (keyof PaymentRow)[];

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

/** The largest value of an `integer`. */
const LARGEST = 2 ** 31 - 1;

function amountsOf({ amountInCents: amount, amountTaxesIncluded }: Payment) {
  const isLarge = Math.max(amount, amountTaxesIncluded ?? 0) > LARGEST;
  return {
    amount: Math.min(amount, LARGEST),
    amountTaxesIncluded: amountTaxesIncluded === null ? null : Math.min(amountTaxesIncluded, LARGEST),
    largeAmounts: isLarge ? { amount, amountTaxesIncluded } : null,
  };
}

export function paymentRow({ payment }: PaymentSnapshot, about: About): ReadPaymentRow {
  return {
    id: payment.id,
    sessionId: about.sessionId,
    attemptId: about.attemptId,
    status: payment.status,
    depositStatus: payment.depositStatus,
    currency: payment.currency,
    ...amountsOf(payment),
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
  };
}

/** How exactly the time of a read is known: waiting for a connection is part of it. */
const READ_SLACK = sql.raw(`interval '1 second'`);

/** What Inflow is expected to change by itself: to settle, to fail after it was authorised, or to pay back. */
const FOLLOWED_STATUSES = sql.raw(`('CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'REFUND_PENDING')`);

const SHORTEST_PAUSE = sql.raw(`interval '1 minute'`);
const LONGEST_PAUSE = sql.raw(`interval '6 hours'`);
/** Of one that is not final this long after it was created. */
const LATE = sql.raw(`interval '90 days'`);
const LATE_PAUSE = sql.raw(`interval '1 day'`);

/**
 * When a followed payment is read again by itself: after a quarter of its age, within bounds. `createdAt` is Inflow's own
 * time, or null.
 */
function nextReading(createdAt: SQL): SQL {
  const age = sql`(now() - ${createdAt})`;
  return sql`now() + case when ${age} > ${LATE} then ${LATE_PAUSE}
    else least(greatest(${age} / 4, ${SHORTEST_PAUSE}), ${LONGEST_PAUSE}) end`;
}

/**
 * Saves what was just read from Inflow, as a part of another statement; saves nothing where the record is null. Reads
 * overlap, so an older response that arrives later must not win: Inflow's own `updatedAt` decides, and the time of the request
 * where Inflow gave none. It is due again while something more is expected of it.
 */
export function savingPayment(record: SQL, { from, setsOrphan }: { from: SQL; setsOrphan: boolean }): SQL {
  const read = namesOf(payments).filter((name) => !OWN_COLUMNS.some((own) => own === name));
  const written = [...read, 'readAt', 'dueAt'] as const;
  const changed = written.filter((name) => name !== 'id' && (setsOrphan || name !== 'orphan'));
  const setting = (name: (typeof written)[number]) => {
    const column = columnNames(payments, [name]);
    return sql`${column} = excluded.${column}`;
  };
  return sql`
    insert into payments (${columnNames(payments, written)})
    select ${fieldsOf('read', read)},
      now() - (${record}::json ->> 'ageMs')::float8 * interval '1 millisecond',
      case when "read".status in ${FOLLOWED_STATUSES} then ${nextReading(sql`"read"."providerCreatedAt"`)} end
    from ${from}, ${recordOf(payments, read, { json: record, as: 'read' })}
    where "read".id is not null
    on conflict (id) do update set ${sql.join(changed.map(setting), sql`, `)}
    where coalesce(
      excluded.provider_updated_at >= payments.provider_updated_at,
      excluded.read_at > payments.read_at - ${READ_SLACK}
    )`;
}

/** The record that `savingPayment` takes, as JSON. How old the read is, and not when it was: the clocks of nodes differ. */
export function paymentRecord(read: PaymentSnapshot, about: About): string {
  const ageMs = Math.max(0, Date.now() - read.askedAt.getTime());
  return JSON.stringify({ ...paymentRow(read, about), ageMs });
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

const claiming = prepared<{ id: string }, { limit: number }>(
  'claim_due_payments',
  sql`
    with ${dueRows({ table: sql`payments`, key: sql`id`, where: sql`due_at is not null` })}
    update payments set due_at = ${nextReading(sql`payments.provider_created_at`)}
    from due where payments.id = due.id
    returning payments.id`,
);

/**
 * Claims payments that are due to be read, the longest due first: each is due again later, also if the caller is killed or Inflow
 * cannot be read. Several nodes share the work without waiting.
 */
export async function claimDuePayments(db: Queryable, limit: number): Promise<string[]> {
  return (await claiming(db, { limit })).map(({ id }) => id);
}
