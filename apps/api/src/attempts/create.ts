import type { CreatedPayment, Payment } from '@checkout/inflow/wire';
import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import type { Actor } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { isOfPrice } from './price.ts';
import { refusalOf } from './provider-refusal.ts';
import { spanOf } from './span-of.ts';
import type { Attempt } from './store.ts';
import { transition } from './transition.ts';

/**
 * Second step of the two-phase charge: the attempt is committed as `creating`; now create the payment, and commit its
 * id. Returns the attempt as it then stands. The request holds the card, which is not kept anywhere else.
 */
export async function createAtInflow(
  deps: Deps,
  attempt: Attempt,
  { request, actor }: { request: CreatePaymentRequest; actor: Actor },
): Promise<Attempt | null> {
  if (!deps.tracing.isOn) return create(deps, attempt, { request, actor });
  return deps.tracing.span('attempt.create', spanOf(attempt), () =>
    create(deps, attempt, { request, actor }),
  );
}

async function create(
  deps: Deps,
  attempt: Attempt,
  { request, actor }: { request: CreatePaymentRequest; actor: Actor },
): Promise<Attempt | null> {
  let created: CreatedPayment;
  try {
    created = await deps.inflow.createPayment(request);
  } catch (error) {
    return createFailed(deps, attempt, { error, actor, saved: request.useCustomerPaymentMethod === true });
  }
  const changes = { paymentId: created.id };
  const read = { payment: partialPayment(created, request), askedAt: deps.now() };
  // A payment of another amount is not what the shopper agreed to. Whether it has charged, only reading it shows.
  const isMismatch =
    attempt.sessionId !== null &&
    !(isOfPrice(read.payment, attempt) && created.currency === attempt.currency);
  if (isMismatch) {
    deps.log.error(
      { attemptId: attempt.id, paymentId: created.id },
      'Inflow created a payment of another amount',
    );
  }
  if (isMismatch || created.threeDsSessionUrl === null) {
    return transition(deps, attempt, { to: 'created', actor, action: 'payment.created', changes });
  }
  return transition(deps, attempt, {
    to: 'requires_action',
    actor,
    action: 'payment.created',
    read,
    changes: { ...changes, redirectUrl: created.threeDsSessionUrl },
  });
}

/** The create's response as a payment: what it leaves out stays empty until the payment is read. */
function partialPayment(created: CreatedPayment, request: CreatePaymentRequest): Payment {
  return {
    ...created,
    customerId: null,
    products: [...request.products],
    metadatas: request.metadatas ?? {},
    subscriptionId: null,
    taxCountry: null,
    amountTaxesIncluded: null,
    taxRateInPercentage: null,
    depositAttempts: [],
    timeline: [],
    transactionSummary: null,
    createdAt: null,
    updatedAt: null,
  };
}

async function createFailed(
  deps: Deps,
  attempt: Attempt,
  { error, actor, saved }: { error: unknown; actor: Actor; saved: boolean },
): Promise<Attempt | null> {
  const refusal = refusalOf(error);
  if (refusal !== null) {
    // Inflow documents that a payment with a saved card fails when there is none, but not with which message.
    const noSavedCard = saved && refusal.reason === 'REJECTED_BY_PROVIDER';
    return transition(deps, attempt, {
      to: 'rejected',
      actor,
      action: 'payment.rejected',
      changes: noSavedCard
        ? { errorReason: 'SAVED_CARD_UNAVAILABLE' }
        : { errorReason: refusal.reason, errorFields: refusal.fieldErrors ?? null },
    });
  }
  deps.log.warn({ attemptId: attempt.id, err: error }, 'the response to a create was lost');
  return transition(deps, attempt, {
    to: 'create_unknown',
    actor,
    action: 'payment.create_lost',
    dueAfterMs: 0,
  });
}
