import type { CardToken } from './card.ts';
import type { Dialect } from './dialect.ts';
import type { DepositAttempt, Due, Payment, PaymentRecord, PaymentStatus, Terms } from './payment.ts';
import { badRequest, Refusal } from './refusal.ts';
import { asPercentage, rateFor, sumOf, totalOf, withoutTax } from './tax.ts';

/** How long each stage of a payment lasts, in milliseconds of the virtual clock. */
export type StageTimes = {
  readonly receiveMs: number;
  readonly settleMs: number;
  readonly refundMs: number;
  readonly challengeMs: number;
};

/** What the transitions of an account's payments depend on, beside the payment. */
export type Rules = StageTimes & Dialect;

const iso = (at: number): string => new Date(at).toISOString();

function change(
  record: PaymentRecord,
  at: number,
  payment: Partial<Payment>,
  due: Due | null,
): PaymentRecord {
  return { ...record, due, payment: { ...record.payment, ...payment, updatedAt: iso(at) } };
}

function withStatus(
  record: PaymentRecord,
  at: number,
  status: PaymentStatus,
  due: Due | null,
): PaymentRecord {
  const timeline = [...record.payment.timeline, { status, timestamp: iso(at) }];
  return change(record, at, { status, timeline }, due);
}

/** Inferred from the documented body, whose first attempt is not in it: `depositAttempts` holds the earlier ones. */
function withAttempt(record: PaymentRecord, at: number, error: string | null): PaymentRecord {
  const { payment } = record;
  const attempt: DepositAttempt = {
    status: error === null ? 'succeeded' : 'failed',
    amount: payment.amountTaxesIncluded ?? payment.amountInCents,
    paymentMethod: 'CARD',
    error,
    attemptedAt: iso(at),
  };
  const earlier = payment.lastDepositAttempt;
  return change(
    record,
    at,
    {
      depositStatus: attempt.status,
      lastDepositAttempt: attempt,
      depositAttempts: earlier === null ? payment.depositAttempts : [...payment.depositAttempts, earlier],
    },
    null,
  );
}

const fail = (record: PaymentRecord, at: number, error: string): PaymentRecord =>
  withStatus(withAttempt(record, at, error), at, 'PAYMENT_FAILED', null);

/** The one place where money moves. */
function charge(record: PaymentRecord, at: number, rules: Rules): PaymentRecord {
  const refused = record.card?.does.confirmation ?? null;
  if (refused !== null && rules.declinedConfirm === 'failed') return fail(record, at, refused);
  if (refused !== null)
    return change(withAttempt(record, at, refused), at, { depositStatus: 'requires_confirmation' }, null);
  const due: Due = { at: at + rules.receiveMs, what: 'receive' };
  return withStatus(withAttempt(record, at, null), at, 'CHECKOUT_SUCCESS', due);
}

/** `amountInCents` of a payment. */
function amountOf(products: Payment['products'], terms: Terms, { inclusiveAmount }: Rules): number {
  const sum = sumOf(products);
  const lessTax = terms.pricingMode === 'TAX_INCLUSIVE' && inclusiveAmount === 'before_tax';
  return lessTax ? withoutTax(sum, rateFor(terms)) : sum;
}

function priced(record: PaymentRecord, at: number, rules: Rules): PaymentRecord {
  const { terms, payment } = record;
  return change(
    record,
    at,
    {
      amountInCents: amountOf(payment.products, terms, rules),
      taxCountry: terms.billingCountry,
      taxRateInPercentage: asPercentage(rateFor(terms)),
      amountTaxesIncluded: totalOf(payment.products, terms),
    },
    record.due,
  );
}

/** A new payment, as in the response of create and in `payment_created` (both bodies documented). */
export function initiate(
  fields: Pick<Payment, 'id' | 'products' | 'currency' | 'customerEmail' | 'metadatas'> & { terms: Terms },
  at: number,
  rules: Rules,
): PaymentRecord {
  const { terms } = fields;
  const payment: Payment = {
    id: fields.id,
    amountInCents: amountOf(fields.products, terms, rules),
    currency: fields.currency,
    status: 'INITIATION',
    customerEmail: fields.customerEmail,
    customerId: null,
    products: fields.products,
    metadatas: fields.metadatas,
    subscriptionId: null,
    taxCountry: null,
    amountTaxesIncluded: null,
    depositStatus: null,
    lastDepositAttempt: null,
    taxRateInPercentage: null,
    timeline: [{ status: 'INITIATION', timestamp: iso(at) }],
    depositAttempts: [],
    transactionSummary: null,
    createdAt: iso(at),
    updatedAt: iso(at),
  };
  return { payment, terms, card: null, threeDs: null, due: null };
}

export type Begin = {
  readonly card: CardToken;
  readonly customerId: string;
  readonly newSessionId: () => string;
  readonly rules: Rules;
};

/** The bank's first decision: declined, a 3DS challenge, waiting for confirmation, or charged immediately. */
export function begin(bare: PaymentRecord, at: number, given: Begin): PaymentRecord {
  const { card, rules } = given;
  const known = change({ ...bare, card }, at, { customerId: given.customerId }, null);
  const record = priced(known, at, rules);
  // Decided before the response even with `autoConfirmMs`: the URL of its page is in the response of create.
  if (card.does.threeDs === 'challenge') {
    const expiresAt = at + rules.challengeMs;
    const threeDs = { sessionId: given.newSessionId(), state: 'open', expiresAt } as const;
    const due: Due = { at: expiresAt, what: 'expire_challenge' };
    const open = change({ ...record, threeDs }, at, { depositStatus: 'requires_action' }, due);
    return withStatus(open, at, 'CHECKOUT_PENDING', due);
  }
  if (record.terms.autoConfirm && rules.autoConfirmMs > 0) {
    return { ...record, due: { at: at + rules.autoConfirmMs, what: 'decide' } };
  }
  return decideWithoutChallenge(record, at, rules);
}

function decideWithoutChallenge(record: PaymentRecord, at: number, rules: Rules): PaymentRecord {
  const refused = record.card?.does.authorisation ?? null;
  if (refused !== null) return fail(record, at, refused);
  if (record.card?.does.threeDs === 'fails') return fail(record, at, 'THREE_DS_FAILED');
  if (record.terms.autoConfirm) return charge(record, at, rules);
  return change(record, at, { depositStatus: 'requires_confirmation' }, null);
}

const unconfirmed: readonly PaymentStatus[] = ['INITIATION', 'CHECKOUT_PENDING'];

/** Whether its time to be confirmed is not over: it is neither confirmed, nor failed, nor canceled. */
export const isUnconfirmed = ({ payment }: PaymentRecord): boolean => unconfirmed.includes(payment.status);

/** Whether it was created without a card and has none yet. */
export const waitsForCard = (record: PaymentRecord): boolean => record.card === null && isUnconfirmed(record);

/** A second confirm never charges again: it returns the record as it is, or throws. @throws Refusal 400 or 409 */
export function confirm(record: PaymentRecord, at: number, rules: Rules): PaymentRecord {
  const { depositStatus, status, timeline } = record.payment;
  if (isUnconfirmed(record) && depositStatus === 'requires_confirmation') return charge(record, at, rules);
  const isConfirmed = timeline.some((entry) => entry.status === 'CHECKOUT_SUCCESS');
  if (isConfirmed && rules.confirmAgain === 'payment') return record;
  const sentence = `Payment cannot be confirmed: its status is ${status}, its deposit ${depositStatus ?? 'none'}`;
  throw new Refusal(isConfirmed ? Number(rules.confirmAgain) : 400, sentence);
}

/** What becomes of a payment that is not confirmed in time. Its deposit stays as it is: nothing says that it changes. */
export function endUnconfirmed(
  record: PaymentRecord,
  at: number,
  status: Exclude<Dialect['unconfirmed'], 'waits'>,
): PaymentRecord {
  if (!isUnconfirmed(record)) return record;
  const threeDs =
    record.threeDs?.state === 'open' ? ({ ...record.threeDs, state: 'expired' } as const) : record.threeDs;
  return withStatus({ ...record, threeDs }, at, status, null);
}

/** Documented: after a passed challenge the payment must be confirmed explicitly, even with `autoConfirm`. */
export function answerChallenge(
  record: PaymentRecord,
  at: number,
  answer: 'approved' | 'declined' | 'expired',
): PaymentRecord {
  if (record.threeDs?.state !== 'open') return record;
  const answered = { ...record, threeDs: { ...record.threeDs, state: answer } };
  if (answer === 'approved') return change(answered, at, { depositStatus: 'requires_confirmation' }, null);
  return fail(answered, at, 'THREE_DS_FAILED');
}

/** @throws Refusal 400 once the payment is confirmed, failed or canceled. */
export function update(
  record: PaymentRecord,
  at: number,
  changes: {
    fields: Partial<Pick<Payment, 'products' | 'currency' | 'customerEmail' | 'metadatas' | 'customerId'>>;
    terms: Terms;
    rules: Rules;
  },
): PaymentRecord {
  if (!isUnconfirmed(record))
    throw badRequest(`Payment cannot be updated: its status is ${record.payment.status}`);
  const { fields, terms, rules } = changes;
  return priced(change({ ...record, terms }, at, fields, record.due), at, rules);
}

/** Documented: the only statuses a refund is allowed in. */
const refundable: readonly PaymentStatus[] = ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'];

/** Documented: the whole amount. Refunded already, it returns the record as it is or throws. @throws Refusal 400 */
export function refund(
  record: PaymentRecord,
  at: number,
  { refundMs, refundAgain }: Pick<Rules, 'refundMs' | 'refundAgain'>,
): PaymentRecord {
  const { status } = record.payment;
  const isRefunded = status === 'REFUND_PENDING' || status === 'FULLY_REFUNDED';
  if (isRefunded && refundAgain === 'payment') return record;
  if (!refundable.includes(status)) throw badRequest(`Payment cannot be refunded: its status is ${status}`);
  return withStatus(record, at, 'REFUND_PENDING', { at: at + refundMs, what: 'refund' });
}

/** In part, as only the dashboard can. The ledger has the amount; the documented payment has no field for it. */
export function refundPart(record: PaymentRecord, at: number): PaymentRecord {
  const { status } = record.payment;
  if (![...refundable, 'PARTIAL_REFUNDED'].includes(status))
    throw badRequest(`Payment cannot be refunded: its status is ${status}`);
  return withStatus(record, at, 'PARTIAL_REFUNDED', null);
}

/** Documented as "post-auth failure": possible until the payment is guaranteed. */
export function failAfterAuthorisation(record: PaymentRecord, at: number): PaymentRecord {
  const { status } = record.payment;
  if (status !== 'CHECKOUT_SUCCESS') throw badRequest(`Payment cannot fail: its status is ${status}`);
  return fail(record, at, 'processing_error');
}

/** The transition that is scheduled as `record.due`. */
export function comeDue(record: PaymentRecord, at: number, rules: Rules): PaymentRecord {
  switch (record.due?.what) {
    case undefined:
      return record;
    case 'decide':
      return decideWithoutChallenge(record, at, rules);
    case 'receive':
      if (record.card?.does.settlement === 'fails') return failAfterAuthorisation(record, at);
      return withStatus(record, at, 'PAYMENT_RECEIVED', { at: at + rules.settleMs, what: 'settle' });
    case 'settle':
      return withStatus(record, at, 'PAYMENT_SUCCESS', null);
    case 'refund':
      return withStatus(
        record,
        at,
        record.card?.does.refund === 'fails' ? 'REFUND_FAILED' : 'FULLY_REFUNDED',
        null,
      );
    case 'expire_challenge':
      return answerChallenge(record, at, 'expired');
  }
}
