import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import { declineOf } from '@checkout/schemas/decline';
import type { AuditEntry, RefundState, ServicePayment } from '@checkout/schemas/payment';
import { subtotalOf } from '@checkout/schemas/product';
import type { ListPayments, PaymentPage, RefundPayment, UpdatePayment } from '@checkout/schemas/service';
import { and, desc, eq, or, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { beginForService, businessOf } from '../attempts/begin.ts';
import type { SealedCreatePayment } from '../attempts/card-input.ts';
import { createAtInflow } from '../attempts/create.ts';
import { metadataFor } from '../attempts/payment-metadata.ts';
import { readAndReconcile } from '../attempts/reconcile.ts';
import { findRefund } from '../attempts/refund-store.ts';
import { refundPayment } from '../attempts/refunds.ts';
import { waitForFirstCall } from '../attempts/repeated-call.ts';
import { resolve } from '../attempts/resolve.ts';
import { type Attempt, type AttemptRow, findAttempt, findAttemptByPayment } from '../attempts/store.ts';
import { paymentView } from '../checkout/payment-view.ts';
import { type Actor, historyOf } from '../db/audit.ts';
import { decodeCursor, isAfter, pageOf } from '../db/keyset.ts';
import { findPayment, paymentRow, type ReadPaymentRow } from '../db/payments.ts';
import { attempts, payments, refunds, sessions } from '../db/schema.ts';
import { sessionIdOf } from '../db/session-reference.ts';
import type { Deps } from '../deps.ts';
import { assertReturnsAllowed } from './return-origins.ts';
import { changeProducts } from './update-payment.ts';

/** `payments.create`. @throws AppError `OUTCOME_UNKNOWN` while it is not known whether a payment was made. */
export async function createPayment(
  deps: Deps,
  input: SealedCreatePayment,
  service: string,
): Promise<ServicePayment> {
  const { threeDsSuccessUrl, threeDsFailureUrl } = input;
  assertReturnsAllowed(deps.settings, { threeDsSuccessUrl, threeDsFailureUrl });
  const actor: Actor = `service:${service}`;
  const begun = await beginFor(deps, input, actor);
  if (begun.kind === 'known') return paymentOf(deps, await waitForFirstCall(deps, begun.attempt, actor));
  const request = requestFor(deps, begun.attempt, input);
  const created = await createAtInflow(deps, begun.attempt, { request, actor });
  const attempt = created ?? found(await findAttempt(deps.db, begun.attempt.id));
  if (attempt.state !== 'created') return paymentOf(deps, attempt);
  return paymentOf(deps, (await resolve(deps, attempt, { actor })).attempt);
}

/** `payments.confirm`. */
export async function confirmPayment(
  deps: Deps,
  paymentId: string,
  service: string,
): Promise<ServicePayment> {
  const attempt = found(await findAttemptByPayment(deps.db, paymentId));
  const resolved = await resolve(deps, attempt, { actor: `service:${service}`, confirm: true });
  switch (resolved.attempt.state) {
    case 'succeeded':
    case 'declined':
      return loadPayment(deps, paymentId);
    case 'confirming':
    case 'confirm_unknown':
      throw new AppError('OUTCOME_UNKNOWN');
    default:
      throw new AppError('PAYMENT_NOT_CONFIRMABLE');
  }
}

/** `payments.get`: as Inflow has it now. */
export async function getPayment(deps: Deps, paymentId: string): Promise<ServicePayment> {
  const { attempt, ...read } = await readAndReconcile(deps, paymentId, 'reconciler');
  if (attempt !== null) return loadPayment(deps, paymentId);
  // A stray charge, or made elsewhere on the same account: shown as read.
  return servicePaymentView(paymentRow(read, { attemptId: null, sessionId: null }), {
    attempt: null,
    refund: (await findRefund(deps.db, paymentId))?.state ?? null,
    history: await historyOf(deps.db, { paymentId, attemptId: null }),
  });
}

/** `payments.update`: other products, before the payment is confirmed. */
export async function updatePayment(
  deps: Deps,
  { paymentId, products }: UpdatePayment,
  service: string,
): Promise<ServicePayment> {
  await changeProducts(deps, { paymentId, products, actor: `service:${service}` });
  return loadPayment(deps, paymentId);
}

/** `payments.refund`: in full. */
export async function refundServicePayment(
  deps: Deps,
  { paymentId, reason }: RefundPayment,
  service: string,
): Promise<ServicePayment> {
  await refundPayment(deps, { paymentId, reason, actor: `service:${service}` });
  return loadPayment(deps, paymentId);
}

/** `payments.list`: newest first, by keyset, each with what belongs to it; those of `owner`, or all. */
export async function listPayments(
  { db }: Deps,
  { limit, cursor, sessionId: named, status }: ListPayments,
  owner: Actor | null,
): Promise<PaymentPage> {
  // A reference without a session names no payment.
  const sessionId = named === undefined ? undefined : ((await sessionIdOf(db, named)) ?? named);
  const rows = await db
    .select({ payment: payments, attempt: attempts, refund: refunds.state })
    .from(payments)
    .leftJoin(attempts, eq(attempts.paymentId, payments.id))
    .leftJoin(refunds, eq(refunds.paymentId, payments.id))
    .where(
      and(
        sessionId === undefined ? undefined : eq(payments.sessionId, sessionId),
        status === undefined ? undefined : eq(payments.status, status),
        owner === null ? undefined : isOwnedBy(owner),
        isAfter(payments, decodeCursor(cursor)),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit + 1);
  const { page, nextCursor } = pageOf(rows, limit, (row) => row.payment);
  return {
    payments: page.map(({ payment, ...beside }) => servicePaymentView(payment, { ...beside, history: [] })),
    nextCursor,
  };
}

const isOwnedBy = (owner: Actor) =>
  or(
    eq(attempts.owner, owner),
    sql`exists (select from ${sessions} where ${sessions.id} = ${payments.sessionId} and ${sessions.createdBy} = ${owner})`,
  );

function beginFor(deps: Deps, input: SealedCreatePayment, actor: Actor) {
  const { card, idempotencyKey, ...rest } = input;
  return beginForService(deps, {
    key: idempotencyKey,
    fingerprint: deps.fingerprints.input({ card, rest }),
    actor,
    amount: subtotalOf(input.products),
    agreedTotal: null,
    asksTotal: false,
    currency: input.currency,
    customerEmail: input.customerEmail,
    card: card ?? null,
    savesCard: input.savePaymentMethod,
    business: businessOf(input),
    automatic: input.autoConfirm && deps.settings.confirmation === 'automatic',
    confirms: input.autoConfirm,
  });
}

function requestFor(deps: Deps, attempt: Attempt, input: SealedCreatePayment): CreatePaymentRequest {
  const { idempotencyKey: _key, autoConfirm: _autoConfirm, metadatas, ...fields } = input;
  return {
    ...fields,
    autoConfirm: attempt.automatic,
    metadatas: metadataFor(attempt, { installationId: deps.installation.id, metadatas }),
  };
}

/** The payment of an attempt. @throws AppError where there is none to show, with the reason. */
async function paymentOf(deps: Deps, attempt: Attempt): Promise<ServicePayment> {
  switch (attempt.state) {
    case 'rejected':
      throw new AppError(attempt.errorReason ?? 'NOT_CHARGED', attempt.errorFields ?? undefined);
    case 'abandoned':
      throw new AppError('NOT_CHARGED');
    case 'creating':
    case 'create_unknown':
    case 'confirming':
    case 'confirm_unknown':
      throw new AppError('OUTCOME_UNKNOWN');
    default:
      if (attempt.paymentId === null) throw new AppError('OUTCOME_UNKNOWN');
      return loadPayment(deps, attempt.paymentId);
  }
}

async function loadPayment({ db }: Deps, paymentId: string): Promise<ServicePayment> {
  const row = await findPayment(db, paymentId);
  // Created, but not read yet: the id is known, the rest is not.
  if (row === null) throw new AppError('OUTCOME_UNKNOWN');
  const attempt = await findAttemptByPayment(db, paymentId);
  return servicePaymentView(row, {
    attempt,
    refund: (await findRefund(db, paymentId))?.state ?? null,
    history: await historyOf(db, { paymentId, attemptId: attempt?.id ?? null }),
  });
}

/** A payment for the merchant's services. */
function servicePaymentView(
  row: ReadPaymentRow,
  beside: { attempt: AttemptRow | null; refund: RefundState | null; history: AuditEntry[] },
): ServicePayment {
  const { attempt } = beside;
  return {
    ...paymentView(row, attempt),
    customerId: row.customerId,
    depositStatus: row.depositStatus,
    threeDsSessionUrl: attempt?.state === 'requires_action' ? attempt.redirectUrl : null,
    decline: row.declineCode === null ? null : declineOf(row.declineCode),
    metadatas: row.metadatas,
    sessionId: row.sessionId,
    refund: beside.refund,
    timeline: row.timeline,
    history: beside.history,
  };
}
