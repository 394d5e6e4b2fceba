import type { RefundRequest } from '@checkout/schemas/console-payment';
import type { refundRequests } from '../../db/schema.ts';

export type RefundRequestRow = typeof refundRequests.$inferSelect;

type Beside = {
  readonly names: ReadonlyMap<string, string>;
  /** Of the person who asks. */
  readonly operatorId: string;
  readonly customerEmail: string | null;
};

export function refundRequestView(
  row: RefundRequestRow,
  { names, operatorId, customerEmail }: Beside,
): RefundRequest {
  return {
    requestId: row.id,
    paymentId: row.paymentId,
    state: row.state,
    amountInCents: row.amount,
    currency: row.currency,
    customerEmail,
    reason: row.reason,
    requestedAt: row.createdAt.toISOString(),
    requestedBy: `operator:${row.requestedBy}`,
    requestedByName: names.get(row.requestedBy) ?? null,
    isOwn: row.requestedBy === operatorId,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedByName: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    decisionReason: row.decisionReason,
  };
}
