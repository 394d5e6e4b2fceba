import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import type { AgreeInput } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import { AppError, found } from '../app-error.ts';
import { beginForSession, businessOf, type Order, type SessionIntent } from '../attempts/begin.ts';
import type { SealedPayInput } from '../attempts/card-input.ts';
import { createAtInflow } from '../attempts/create.ts';
import { metadataFor } from '../attempts/payment-metadata.ts';
import { waitForFirstCall } from '../attempts/repeated-call.ts';
import { resolve } from '../attempts/resolve.ts';
import { isOpen } from '../attempts/states.ts';
import { type Attempt, findAttempt, findAttemptByKey, findCurrentAttempt } from '../attempts/store.ts';
import type { Actor } from '../db/audit.ts';
import { paymentRow } from '../db/payments.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { type Network, UNKNOWN_NETWORK } from '../fraud/network.ts';
import type { VelocityCheck } from '../fraud/velocity-check.ts';
import { requiresChallenge } from '../three-ds-policy.ts';
import { withMaskedPayer } from './masked-email.ts';
import { detailFor, outcomeOf, shopperOutcome } from './outcome.ts';
import { paymentView } from './payment-view.ts';
import { isLongOver, urlOf } from './session-view.ts';

/** `network`: where the submission came from. */
type Submitter = { readonly actor: Actor; readonly network: Network };

/** `checkout.pay`: one submission. */
export async function pay(
  deps: Deps,
  input: SealedPayInput,
  { actor, network }: Submitter,
): Promise<Outcome> {
  await assertSavedCardAllowed(deps, input);
  const velocity = await velocityCheckFor(deps, input, network);
  const begun = await beginForSession(deps, intentOf(deps, input, { velocity, actor }));
  if (begun.kind === 'known') return shopperOutcome(deps, await waitForFirstCall(deps, begun.attempt, actor));

  const created = await createAtInflow(deps, begun.attempt, {
    request: requestFor(deps, begun.attempt, { order: begun.order, input }),
    actor,
  });
  const attempt = created ?? found(await findAttempt(deps.db, begun.attempt.id));
  if (attempt.state !== 'created') return shopperOutcome(deps, attempt);
  const resolved = await resolve(deps, attempt, { actor });
  if (resolved.read === null) return shopperOutcome(deps, resolved.attempt);
  // The payment was kept with the last transition: it need not be read again.
  const row = paymentRow(resolved.read, { attemptId: attempt.id, sessionId: attempt.sessionId });
  return outcomeOf(
    resolved.attempt,
    paymentView(row, resolved.attempt),
    await detailFor(deps, resolved.attempt),
  );
}

/**
 * `checkout.complete`: the shopper came back from the issuer. That proves nothing, so the payment is read.
 * @throws AppError `SLOW_DOWN` where it was read too often; the jobs go on reading it.
 */
export async function complete(deps: Deps, sessionId: string, actor: Actor): Promise<Outcome> {
  const session = found(await findSession(deps.db, sessionId));
  const current = found(await findCurrentAttempt(deps.db, sessionId));
  if (isOpen(current.state)) deps.providerReads?.spend(sessionId, false);
  const outcome = await shopperOutcome(deps, (await resolve(deps, current, { actor })).attempt);
  return isLongOver(session, deps.now()) ? withMaskedPayer(outcome) : outcome;
}

/**
 * `checkout.agree`: the shopper agrees to the total of a payment that waits for that. Where another payment is the session's current
 * one, or its total is another by now, nothing is confirmed, and the outcome says what there is to agree to.
 * @throws AppError `SLOW_DOWN` where this session asks too often.
 */
export async function agree(
  deps: Deps,
  { sessionId, paymentId, total }: AgreeInput,
  actor: Actor,
): Promise<Outcome> {
  const current = found(await findCurrentAttempt(deps.db, sessionId));
  if (current.paymentId !== paymentId) return shopperOutcome(deps, current);
  if (current.state !== 'awaiting_agreement')
    return shopperOutcome(deps, await waitForFirstCall(deps, current, actor));
  deps.providerReads?.spend(sessionId, true);
  return shopperOutcome(deps, (await resolve(deps, current, { actor, agreedTotal: total })).attempt);
}

/**
 * A saved card is used, and a card is saved, only in a session that a service made for that customer: an e-mail address typed into any
 * other session must neither give access to its owner's card nor replace it.
 */
async function assertSavedCardAllowed(deps: Deps, input: SealedPayInput): Promise<void> {
  const { paymentMethod: method } = input;
  if (method.type === 'card' && !method.save) return;
  const session = found(await findSession(deps.db, input.sessionId));
  const owner = session.allowSavedCard ? session.customerEmail : null;
  if (owner?.toLowerCase() !== input.customer.email.toLowerCase())
    throw new AppError('SAVED_CARD_NOT_ALLOWED');
}

async function velocityCheckFor(
  { limits, fingerprints, db }: Deps,
  input: SealedPayInput,
  network: Network,
): Promise<VelocityCheck | null> {
  if (limits === null) return null;
  return limits.checkFor({
    sessionId: input.sessionId,
    origin: {
      client: fingerprints.client(network),
      email: fingerprints.email(input.customer.email),
    },
    isNetworkKnown: network !== UNKNOWN_NETWORK,
    hasCard: input.paymentMethod.type === 'card',
    challengeAnswer: input.challengeAnswer,
    isRepeat: async () => (await findAttemptByKey(db, input.sessionId, keyOf(input))) !== null,
  });
}

const keyOf = ({ attemptKey }: SealedPayInput) => attemptKey.toLowerCase();

function intentOf(
  deps: Deps,
  input: SealedPayInput,
  { velocity, actor }: { velocity: VelocityCheck | null; actor: Actor },
): SessionIntent {
  const method = input.paymentMethod;
  const card = method.type === 'card' ? method.card : null;
  const savesCard = method.type === 'card' && method.save;
  const asksTotal = input.onOtherTotal === 'ask';
  const rest = {
    customer: input.customer,
    agreedTotal: input.agreedTotal,
    onOtherTotal: input.onOtherTotal,
    type: method.type,
    save: savesCard,
  };
  return {
    sessionId: input.sessionId,
    key: keyOf(input),
    fingerprint: deps.fingerprints.input({ card: card ?? undefined, rest }),
    actor,
    agreedTotal: input.agreedTotal ?? null,
    asksTotal,
    requiresChallenge: (amount) =>
      requiresChallenge(deps.settings.threeDsPolicy, {
        amount: Math.max(amount, input.agreedTotal ?? 0),
        billingCountry: input.customer.billingCountry,
        savedCard: method.type === 'saved',
      }),
    customerEmail: input.customer.email,
    card,
    savesCard,
    business: businessOf(input.customer),
    // Tax is computed with the create, and a total that was agreed to has to be compared before anything is charged.
    automatic: deps.settings.confirmation === 'automatic' && input.agreedTotal === undefined && !asksTotal,
    confirms: true,
    velocity,
  };
}

function requestFor(
  deps: Deps,
  attempt: Attempt,
  { order, input }: { order: Order; input: SealedPayInput },
): CreatePaymentRequest {
  const { customer, paymentMethod } = input;
  const returnUrl = `${urlOf(deps.settings.publicUrl, order.id)}/return`;
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
    threeDsSuccessUrl: returnUrl,
    threeDsFailureUrl: returnUrl,
    metadatas: metadataFor(attempt, { installationId: deps.installation.id, metadatas: order.metadatas }),
    ...(paymentMethod.type === 'saved'
      ? { useCustomerPaymentMethod: true }
      : { card: paymentMethod.card, savePaymentMethod: paymentMethod.save }),
  };
}
