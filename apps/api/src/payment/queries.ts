import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Attempt } from '../attempt/queries.ts';
import { isAfter, type Position } from '../cursor.ts';
import type { Queryable } from '../db/database.ts';
import { attempts, payments, refunds } from '../db/schema.ts';

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
export async function savePayment(tx: Queryable, payment: Payment, about: About): Promise<void> {
  const row = paymentRow(payment, about);
  const { id: _id, orphan: _orphan, ...changes } = row;
  await tx
    .insert(payments)
    .values(row)
    .onConflictDoUpdate({
      target: payments.id,
      set: about.orphan === undefined ? changes : { ...changes, orphan: about.orphan },
      setWhere: sql`coalesce(excluded.provider_updated_at >= ${payments.providerUpdatedAt}, excluded.read_at >= ${payments.readAt})`,
    });
}

export async function findPayment(db: Queryable, id: string): Promise<PaymentRow | null> {
  const [row] = await db.select().from(payments).where(eq(payments.id, id));
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
