import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import type { Outcome } from '@checkout/schemas/outcome';
import { AppError, found } from '../app-error.ts';
import { beginForSession, type SessionIntent } from '../attempts/begin.ts';
import type { Order } from '../attempts/begin-at-once.ts';
import type { SealedPayInput } from '../attempts/card-input.ts';
import { ATTEMPT_KEY, SESSION_KEY } from '../attempts/classify.ts';
import { createAtInflow } from '../attempts/create.ts';
import { join } from '../attempts/join.ts';
import { settle, settleAndTell } from '../attempts/resolve.ts';
import { type Attempt, findAttempt, findTellingAttempt } from '../attempts/store.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import type { Watched } from '../fraud/admit.ts';
import { outcomeOf } from './outcome.ts';
import { readView } from './payment-view.ts';
import { loadOutcome, urlOf } from './session-view.ts';

const actor = 'shopper' as const;

/** `checkout.pay`: one press of the pay button. */
export async function pay(deps: Deps, input: SealedPayInput, client: string | null): Promise<Outcome> {
  await assertSavedCardAllowed(deps, input);
  const watched = (await deps.limits?.watch(input, client)) ?? null;
  const begun = await beginForSession(deps, intentOf(deps, input, watched));
  if (begun.kind === 'known') return loadOutcome(deps.db, await join(deps, begun.attempt, actor));

  const created = await createAtInflow(deps, begun.attempt, {
    request: requestFor(deps, begun.attempt, { order: begun.order, input }),
    actor,
  });
  const attempt = created ?? found(await findAttempt(deps.db, begun.attempt.id));
  if (attempt.state !== 'created') return loadOutcome(deps.db, attempt);
  const session = { status: 'processing' as const, expiresAt: begun.order.expiresAt };
  const settled = await settleAndTell(deps, attempt, { actor, session });
  return settled.read === null
    ? loadOutcome(deps.db, settled.attempt)
    : outcomeOf(settled.attempt, readView(settled.read));
}

/** `checkout.complete`: the shopper is back from the bank, which proves nothing; Inflow's payment does. */
export async function complete(deps: Deps, sessionId: string): Promise<Outcome> {
  found(await findSession(deps.db, sessionId));
  const attempt = found(await findTellingAttempt(deps.db, sessionId));
  return loadOutcome(deps.db, await settle(deps, attempt, { actor }));
}

/**
 * A saved card is charged only where a service vouched for the customer: whoever types an e-mail address into a
 * session of their own must not reach its owner's card.
 */
async function assertSavedCardAllowed(deps: Deps, input: SealedPayInput): Promise<void> {
  if (input.paymentMethod.type !== 'saved') return;
  const session = found(await findSession(deps.db, input.sessionId));
  const owner = session.allowSavedCard ? session.customerEmail : null;
  if (owner?.toLowerCase() !== input.customer.email.toLowerCase())
    throw new AppError('SAVED_CARD_NOT_ALLOWED');
}

function intentOf(deps: Deps, input: SealedPayInput, watched: Watched | null): SessionIntent {
  const method = input.paymentMethod;
  const card = method.type === 'card' ? method.card : null;
  const rest = {
    customer: input.customer,
    agreedTotal: input.agreedTotal,
    type: method.type,
    save: method.type === 'card' && method.save,
  };
  return {
    sessionId: input.sessionId,
    key: input.attemptKey.toLowerCase(),
    fingerprint: deps.fingerprints.input({ card: card ?? undefined, rest }),
    actor,
    agreedTotal: input.agreedTotal ?? null,
    customerEmail: input.customer.email,
    card,
    savesCard: method.type === 'card' && method.save,
    automatic: deps.settings.confirmation === 'automatic',
    confirms: true,
    watched,
  };
}

function requestFor(
  deps: Deps,
  attempt: Attempt,
  { order, input }: { order: Order; input: SealedPayInput },
): CreatePaymentRequest {
  const { customer, paymentMethod } = input;
  const back = `${urlOf(deps.settings.publicUrl, order.id)}/return`;
  const business = customer.purchasingAsBusiness;
  return {
    products: order.items,
    currency: order.currency,
    customerEmail: customer.email,
    billingCountry: customer.billingCountry,
    purchasingAsBusiness: business,
    ...(customer.postalCode === undefined ? {} : { postalCode: customer.postalCode }),
    ...(business && customer.businessName !== undefined ? { businessName: customer.businessName } : {}),
    ...(business && customer.taxId !== undefined ? { taxId: customer.taxId } : {}),
    ...(customer.firstName === undefined ? {} : { firstName: customer.firstName }),
    ...(customer.lastName === undefined ? {} : { lastName: customer.lastName }),
    autoConfirm: attempt.automatic,
    pricingMode: 'TAX_EXCLUSIVE',
    threeDsSuccessUrl: back,
    threeDsFailureUrl: back,
    metadatas: { ...order.metadatas, [SESSION_KEY]: order.id, [ATTEMPT_KEY]: attempt.id },
    ...(paymentMethod.type === 'saved'
      ? { useCustomerPaymentMethod: true }
      : { card: paymentMethod.card, savePaymentMethod: paymentMethod.save }),
  };
}
