import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { isUnsettled } from '../attempts/refund-store.ts';
import type { Attempt } from '../attempts/store.ts';
import type { Database, Queryable } from './database.ts';
import { isAfter, type Position } from './keyset.ts';
import { columnNames, fieldsOf, namesOf, prepared, recordOf, selected } from './prepared.ts';
import { attempts, payments, refunds } from './schema.ts';

export type PaymentRow = typeof payments.$inferSelect;

const dateOrNull = (value: string | null) => {
  const date = value === null ? null : new Date(value);
  return date === null || Number.isNaN(date.getTime()) ? null : date;
};

export type About = {
  readonly attemptId: string | null;
  readonly sessionId: string | null;
  readonly orphan?: boolean;
  /** When the read was begun. */
  readonly readAt: Date;
};

export function paymentRow(payment: Payment, about: About): Omit<PaymentRow, 'createdAt'> {
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
    readAt: about.readAt,
  };
}

/**
 * Keeps what was just read from Inflow. Reads overlap, so an older answer that arrives later must not win:
 * Inflow's own `updatedAt` decides, and the time the read was begun where Inflow gave none.
 */
export function savingPayment(record: SQL, from: SQL, { setsOrphan }: { setsOrphan: boolean }): SQL {
  const names = namesOf(payments).filter((name) => name !== 'createdAt');
  const changed = names.filter((name) => name !== 'id' && (setsOrphan || name !== 'orphan'));
  const setting = (name: (typeof names)[number]) => {
    const column = columnNames(payments, [name]);
    return sql`${column} = excluded.${column}`;
  };
  return sql`
    insert into payments (${columnNames(payments, names)})
    select ${fieldsOf('read', names)} from ${from}, ${recordOf(payments, names, { json: record, as: 'read' })}
    on conflict (id) do update set ${sql.join(changed.map(setting), sql`, `)}
    where coalesce(
      excluded.provider_updated_at >= payments.provider_updated_at,
      excluded.read_at >= payments.read_at
    )`;
}

/** What `savingPayment` takes for its record. */
export function paymentRecord(payment: Payment, about: About): string {
  return JSON.stringify(paymentRow(payment, about));
}

export async function savePayment(tx: Queryable, payment: Payment, about: About): Promise<void> {
  const record = sql`${paymentRecord(payment, about)}`;
  await tx.execute(
    savingPayment(record, sql`(select 1) as always`, { setsOrphan: about.orphan !== undefined }),
  );
}

const byId = prepared<PaymentRow, { id: string }>(
  'find_payment',
  sql`select ${selected(payments)} from payments where id = ${sql.placeholder('id')}`,
);

export async function findPayment(db: Database, id: string): Promise<PaymentRow | null> {
  const [row] = await byId(db, { id });
  return row ?? null;
}

/** The statuses that we last read of these payments; the ones we do not know are not in it. */
export async function findStatuses(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: payments.id, status: payments.status })
    .from(payments)
    .where(inArray(payments.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.status]));
}

/** As much of a payment as tells whether Inflow has changed it since. */
export type Kept = Pick<PaymentRow, 'id' | 'status' | 'providerUpdatedAt'>;

const settled = prepared<Kept, { ids: string[] }>(
  'find_settled_payments',
  sql`
    select ${selected(payments, { names: ['id', 'status', 'providerUpdatedAt'] })} from payments
    where id = any(${sql.placeholder('ids')})
      and exists (select from attempts where payment_id = payments.id and state = 'succeeded')
      and not exists (
        select from refunds where payment_id = payments.id and ${isUnsettled}
      )`,
);

/** Of these payments those that no attempt and no refund waits for: only a change at Inflow is news of them. */
export async function findSettled(db: Database, ids: string[]): Promise<Map<string, Kept>> {
  const rows = ids.length === 0 ? [] : await settled(db, { ids });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether Inflow says of it what it said when it was kept. */
export function isAsKept(payment: Payment, { status, providerUpdatedAt }: Kept): boolean {
  const updatedAt = dateOrNull(payment.updatedAt);
  return (
    payment.status === status && updatedAt !== null && updatedAt.getTime() === providerUpdatedAt?.getTime()
  );
}

export async function findOrphansToRefund(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: payments.id })
    .from(payments)
    .leftJoin(refunds, eq(refunds.paymentId, payments.id))
    .where(and(payments.orphan, isNull(refunds.paymentId)))
    .limit(limit);
  return rows.map((row) => row.id);
}

export type ListedPayment = {
  readonly payment: PaymentRow;
  readonly attempt: Attempt | null;
  readonly refund: RefundState | null;
};

/** Newest first, by keyset, each with what belongs to it. */
export async function listPayments(
  db: Queryable,
  page: {
    limit: number;
    after: Position | null;
    sessionId?: string | undefined;
    status?: string | undefined;
  },
): Promise<ListedPayment[]> {
  return db
    .select({ payment: payments, attempt: attempts, refund: refunds.state })
    .from(payments)
    .leftJoin(attempts, eq(attempts.paymentId, payments.id))
    .leftJoin(refunds, eq(refunds.paymentId, payments.id))
    .where(
      and(
        page.sessionId === undefined ? undefined : eq(payments.sessionId, page.sessionId),
        page.status === undefined ? undefined : eq(payments.status, page.status),
        isAfter(payments, page.after),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(page.limit);
}
