import { InflowError } from '@checkout/inflow/errors';
import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import type { ServicePayment } from '@checkout/schemas/payment';
import { subtotalOf } from '@checkout/schemas/product';
import { AppError, found } from '../app-error.ts';
import { beginForService } from '../attempts/begin.ts';
import type { SealedCreatePayment } from '../attempts/card-input.ts';
import { ATTEMPT_KEY } from '../attempts/classify.ts';
import { createAtInflow } from '../attempts/create.ts';
import { join } from '../attempts/join.ts';
import { refusalOf } from '../attempts/provider-refusal.ts';
import { readAndAbsorb } from '../attempts/reconcile.ts';
import { findRefund } from '../attempts/refund-store.ts';
import { refundPayment } from '../attempts/refunds.ts';
import { settle } from '../attempts/resolve.ts';
import { type Attempt, findAttempt, findAttemptByPayment } from '../attempts/store.ts';
import { servicePaymentView } from '../checkout/payment-view.ts';
import { type Actor, historyOf, recordDecision } from '../db/audit.ts';
import { decodeCursor, pageOf } from '../db/keyset.ts';
import { findPayment, listPayments, paymentRow } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import type { Services } from '../services.ts';
import { assertReturnsAllowed } from './return-origins.ts';

export function paymentsService(deps: Deps): Services['payments'] {
  return {
    async create(input, service) {
      const { threeDsSuccessUrl, threeDsFailureUrl } = input;
      assertReturnsAllowed(deps.settings, { threeDsSuccessUrl, threeDsFailureUrl });
      const actor: Actor = `service:${service}`;
      const begun = await beginFor(deps, input, actor);
      if (begun.kind === 'known') return answerFor(deps, await join(deps, begun.attempt, actor));
      const request = requestFor(begun.attempt, input);
      const created = await createAtInflow(deps, begun.attempt, { request, actor });
      const attempt = created ?? found(await findAttempt(deps.db, begun.attempt.id));
      return answerFor(deps, attempt.state === 'created' ? await settle(deps, attempt, { actor }) : attempt);
    },

    async confirm(paymentId, service) {
      const attempt = found(await findAttemptByPayment(deps.db, paymentId));
      const settled = await settle(deps, attempt, { actor: `service:${service}`, confirm: true });
      switch (settled.state) {
        case 'succeeded':
        case 'declined':
          return loadPayment(deps, paymentId);
        case 'confirming':
        case 'confirm_unknown':
          throw new AppError('OUTCOME_UNKNOWN');
        default:
          throw new AppError('PAYMENT_NOT_CONFIRMABLE');
      }
    },

    async get(paymentId) {
      const { payment, at, attempt } = await readAndAbsorb(deps, paymentId, 'reconciler');
      if (attempt !== null) return loadPayment(deps, paymentId);
      // Made elsewhere on the same account: shown as read, and not taken into our books.
      const row = paymentRow(payment, { attemptId: null, sessionId: null, readAt: at });
      return servicePaymentView(row, {
        attempt: null,
        refund: null,
        history: await historyOf(deps.db, { paymentId, attemptId: null }),
      });
    },

    async update({ paymentId, products }, service) {
      const attempt = found(await findAttemptByPayment(deps.db, paymentId));
      const unconfirmed = ['created', 'awaiting_confirmation', 'requires_action'].includes(attempt.state);
      // The price of a session is the session's: its payment must not be given another.
      if (attempt.sessionId !== null || !unconfirmed) throw new AppError('PAYMENT_NOT_UPDATABLE');
      await sendUpdate(deps, paymentId, products);
      await recordDecision(deps.db, {
        actor: `service:${service}`,
        action: 'payment.updated',
        attemptId: attempt.id,
        paymentId,
      });
      await readAndAbsorb(deps, paymentId, `service:${service}`);
      return loadPayment(deps, paymentId);
    },

    async list({ limit, cursor, sessionId, status }) {
      const rows = await listPayments(deps.db, {
        limit: limit + 1,
        after: decodeCursor(cursor),
        sessionId,
        status,
      });
      const { page, nextCursor } = pageOf(rows, limit, (row) => row.payment);
      const payments = page.map(({ payment, attempt, refund }) =>
        servicePaymentView(payment, { attempt, refund, history: [] }),
      );
      return { payments, nextCursor };
    },

    async refund({ paymentId, reason }, service) {
      await refundPayment(deps, { paymentId, reason, actor: `service:${service}` });
      return loadPayment(deps, paymentId);
    },
  };
}

function beginFor(deps: Deps, input: SealedCreatePayment, actor: Actor) {
  const { card, idempotencyKey, ...rest } = input;
  return beginForService(deps, {
    key: idempotencyKey,
    fingerprint: deps.fingerprints.input({ card, rest }),
    actor,
    amount: subtotalOf(input.products),
    agreedTotal: null,
    currency: input.currency,
    customerEmail: input.customerEmail,
    card: card ?? null,
    savesCard: input.savePaymentMethod,
    automatic: input.autoConfirm && deps.settings.confirmation === 'automatic',
    confirms: input.autoConfirm,
  });
}

function requestFor(attempt: Attempt, input: SealedCreatePayment): CreatePaymentRequest {
  const { idempotencyKey: _key, autoConfirm: _autoConfirm, metadatas, ...fields } = input;
  return {
    ...fields,
    autoConfirm: attempt.automatic,
    metadatas: { ...metadatas, [ATTEMPT_KEY]: attempt.id },
  };
}

/** The payment of an attempt, or the error that says why there is none to show. */
async function answerFor(deps: Deps, attempt: Attempt): Promise<ServicePayment> {
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

async function loadPayment(deps: Deps, paymentId: string): Promise<ServicePayment> {
  const row = await findPayment(deps.db, paymentId);
  // Created, but not read yet: the id is known, the rest is not.
  if (row === null) throw new AppError('OUTCOME_UNKNOWN');
  const attempt = await findAttemptByPayment(deps.db, paymentId);
  return servicePaymentView(row, {
    attempt,
    refund: (await findRefund(deps.db, paymentId))?.state ?? null,
    history: await historyOf(deps.db, { paymentId, attemptId: attempt?.id ?? null }),
  });
}

async function sendUpdate(
  deps: Deps,
  paymentId: string,
  products: SealedCreatePayment['products'],
): Promise<void> {
  try {
    await deps.inflow.updatePayment(paymentId, { products });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.reason === 'REJECTED_BY_PROVIDER')
      throw new AppError('PAYMENT_NOT_UPDATABLE', refusal.fieldErrors);
    if (refusal !== null) throw new AppError(refusal.reason);
    throw error instanceof InflowError ? new AppError('OUTCOME_UNKNOWN') : error;
  }
}
