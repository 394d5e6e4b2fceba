import type { CardToken } from './card.ts';
import type { DepositAttempt, Due, Payment, PaymentRecord, PaymentStatus, Terms } from './payment.ts';
import { badRequest } from './refusal.ts';
import { asPercentage, rateFor, sumOf, withTax } from './tax.ts';

/** How long each stage of a payment lasts, in milliseconds of the virtual clock. */
export type StageTimes = {
  readonly receiveMs: number;
  readonly settleMs: number;
  readonly refundMs: number;
  readonly challengeMs: number;
};

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
function charge(record: PaymentRecord, at: number, times: StageTimes): PaymentRecord {
  const refused = record.card?.does.confirmation ?? null;
  if (refused !== null) return fail(record, at, refused);
  const due: Due = { at: at + times.receiveMs, what: 'receive' };
  return withStatus(withAttempt(record, at, null), at, 'CHECKOUT_SUCCESS', due);
}

function priced(record: PaymentRecord, at: number): PaymentRecord {
  const { terms, payment } = record;
  const rate = rateFor(terms);
  const amountInCents = sumOf(payment.products);
  return change(
    record,
    at,
    {
      amountInCents,
      taxCountry: terms.billingCountry,
      taxRateInPercentage: asPercentage(rate),
      amountTaxesIncluded: withTax(amountInCents, rate, terms.pricingMode),
    },
    record.due,
  );
}

/** A new payment, as in the response of create and in `payment_created` (both bodies documented). */
export function initiate(
  fields: Pick<Payment, 'id' | 'products' | 'currency' | 'customerEmail' | 'metadatas'>,
  terms: Terms,
  at: number,
): PaymentRecord {
  const payment: Payment = {
    id: fields.id,
    amountInCents: sumOf(fields.products),
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
  readonly times: StageTimes;
  /** How much later an `autoConfirm` payment is decided. A challenge is not late: its page is in the response of create. */
  readonly autoConfirmMs?: number;
};

/** The bank's first decision: declined, a 3DS challenge, waiting for confirmation, or charged immediately. */
export function begin(bare: PaymentRecord, at: number, given: Begin): PaymentRecord {
  const { card, times, autoConfirmMs = 0 } = given;
  const known = change({ ...bare, card }, at, { customerId: given.customerId }, null);
  const record = priced(known, at);
  if (card.does.threeDs === 'challenge') {
    const expiresAt = at + times.challengeMs;
    const threeDs = { sessionId: given.newSessionId(), state: 'open', expiresAt } as const;
    const due: Due = { at: expiresAt, what: 'expire_challenge' };
    const open = change({ ...record, threeDs }, at, { depositStatus: 'requires_action' }, due);
    return withStatus(open, at, 'CHECKOUT_PENDING', due);
  }
  if (record.terms.autoConfirm && autoConfirmMs > 0) {
    return { ...record, due: { at: at + autoConfirmMs, what: 'decide' } };
  }
  return decideWithoutChallenge(record, at, times);
}

function decideWithoutChallenge(record: PaymentRecord, at: number, times: StageTimes): PaymentRecord {
  const refused = record.card?.does.authorisation ?? null;
  if (refused !== null) return fail(record, at, refused);
  if (record.card?.does.threeDs === 'fails') return fail(record, at, 'THREE_DS_FAILED');
  if (record.terms.autoConfirm) return charge(record, at, times);
  return change(record, at, { depositStatus: 'requires_confirmation' }, null);
}

/** @throws Refusal 400 unless the payment waits for confirmation, so that a second confirm never charges again. */
export function confirm(record: PaymentRecord, at: number, times: StageTimes): PaymentRecord {
  const { depositStatus, status } = record.payment;
  if (depositStatus !== 'requires_confirmation') {
    throw badRequest(
      `Payment cannot be confirmed: its status is ${status}, its deposit ${depositStatus ?? 'none'}`,
    );
  }
  return charge(record, at, times);
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

const unconfirmed: readonly PaymentStatus[] = ['INITIATION', 'CHECKOUT_PENDING'];

/** @throws Refusal 400 once the payment is confirmed, failed or canceled. */
export function update(
  record: PaymentRecord,
  at: number,
  fields: Partial<Pick<Payment, 'products' | 'currency' | 'customerEmail' | 'metadatas' | 'customerId'>>,
  terms: Terms,
): PaymentRecord {
  const { status } = record.payment;
  if (!unconfirmed.includes(status)) {
    throw badRequest(`Payment cannot be updated: its status is ${status}`);
  }
  return priced(change({ ...record, terms }, at, fields, record.due), at);
}

/** Documented: the only statuses a refund is allowed in. */
const refundable: readonly PaymentStatus[] = ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'];

export function refund(record: PaymentRecord, at: number, times: StageTimes): PaymentRecord {
  const { status } = record.payment;
  if (!refundable.includes(status)) throw badRequest(`Payment cannot be refunded: its status is ${status}`);
  return withStatus(record, at, 'REFUND_PENDING', { at: at + times.refundMs, what: 'refund' });
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
export function comeDue(record: PaymentRecord, at: number, times: StageTimes): PaymentRecord {
  switch (record.due?.what) {
    case undefined:
      return record;
    case 'decide':
      return decideWithoutChallenge(record, at, times);
    case 'receive':
      if (record.card?.does.settlement === 'fails') return failAfterAuthorisation(record, at);
      return withStatus(record, at, 'PAYMENT_RECEIVED', { at: at + times.settleMs, what: 'settle' });
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
