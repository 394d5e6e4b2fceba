import type { Payment } from '@checkout/inflow/wire';
import { ATTEMPT_KEY, SESSION_KEY } from '../../src/attempts/payment-metadata.ts';
import type { Attempt, SessionFacts } from '../../src/attempts/store.ts';
import type { AttemptState } from '../../src/db/attempt-states.ts';

export const NOW = new Date('2026-01-01T12:00:00Z');
export const SESSION = 'cs_session';
export const ATTEMPT = '0f8fad5b-d9cb-469f-a165-70867728950e';

export function attemptIn(state: AttemptState, changes: Partial<Attempt> = {}): Attempt {
  return {
    id: ATTEMPT,
    sessionId: SESSION,
    owner: SESSION,
    key: 'k',
    fingerprint: 'f',
    state,
    step: 3,
    stepAt: NOW,
    dueAt: NOW,
    automatic: false,
    confirms: true,
    amount: 4999,
    agreedTotal: null,
    asksTotal: false,
    requiresChallenge: false,
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    cardBrand: null,
    cardLast4: null,
    cardFingerprint: null,
    savesCard: false,
    businessName: null,
    taxId: null,
    paymentId: 'pay_1',
    redirectUrl: null,
    declineCode: null,
    errorReason: null,
    errorFields: null,
    confirmsSent: 0,
    confirmSentAt: null,
    confirmLost: false,
    confirmAgeMs: null,
    adopted: false,
    erasedAt: null,
    traceParent: null,
    createdAt: NOW,
    stepAgeMs: 0,
    session: sessionFacts(),
    ...changes,
  };
}

export function sessionFacts(changes: Partial<SessionFacts> = {}): SessionFacts {
  return {
    id: SESSION,
    status: 'processing',
    version: 2,
    paymentId: null,
    isOverdue: false,
    hasOtherUnresolved: false,
    hasOtherStray: false,
    ...changes,
  };
}

export function paymentLike(changes: Partial<Payment> = {}): Payment {
  return {
    id: 'pay_1',
    amountInCents: 4999,
    currency: 'EUR',
    status: 'INITIATION',
    customerEmail: null,
    customerId: null,
    products: [],
    metadatas: { [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT },
    subscriptionId: null,
    taxCountry: null,
    amountTaxesIncluded: null,
    taxRateInPercentage: null,
    depositStatus: null,
    lastDepositAttempt: null,
    depositAttempts: [],
    timeline: [],
    transactionSummary: null,
    createdAt: null,
    updatedAt: null,
    ...changes,
  };
}

export const FAILED_DEPOSIT = {
  status: 'failed',
  amount: 5999,
  paymentMethod: 'CARD',
  error: 'card_declined',
  attemptedAt: null,
};

/** What the attempts above expect of their payment. */
export const INSTALLATION = 'inst_of_the_tests';
export const EXPECTED = {
  installationId: INSTALLATION,
  attemptId: ATTEMPT,
  paymentId: 'pay_1',
  session: { id: SESSION, amount: 4999, currency: 'EUR' },
};
