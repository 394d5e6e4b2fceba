import { randomUUID } from 'node:crypto';
import { createInflowClient } from '@checkout/inflow/client';
import { InflowTimeoutError } from '@checkout/inflow/errors';
import type { CreatedPayment, Payment } from '@checkout/inflow/wire';
import type { CreatePaymentRequest } from '@checkout/inflow/wire-requests';
import { Registry } from 'prom-client';
import { beginForSession } from '../../src/attempts/begin.ts';
import { ATTEMPT_KEY } from '../../src/attempts/payment-metadata.ts';
import { openDatabase, openPool } from '../../src/db/database.ts';
import { recogniseDatabase } from '../../src/db/installation.ts';
import { insertSession, newSessionId } from '../../src/db/sessions.ts';
import type { Deps, InflowPayments } from '../../src/deps.ts';
import { createFingerprints, type Fingerprint } from '../../src/fraud/fingerprints.ts';
import { createLog } from '../../src/log.ts';
import { createMeasures } from '../../src/telemetry/measures.ts';
import { createPaymentCounts } from '../../src/telemetry/payment-counts.ts';
import { createPaymentSteps } from '../../src/telemetry/payment-steps.ts';
import { NO_TRACING } from '../../src/telemetry/tracing.ts';
import { createDatabase } from './world.ts';

export const DEADLINE_MS = 20_000;
export const CERTAINTY_MS = 20 * DEADLINE_MS;
export const PRICE = 4999;
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** The use cases on a real database of their own, with an Inflow in memory, and without jobs: tests decide what happens when. */
export type Money = AsyncDisposable & {
  readonly deps: Deps;
  readonly inflow: MemoryInflow;
  /** As if this much time had passed: every attempt is that much older. */
  pass(ms: number): Promise<void>;
  newSession(): Promise<string>;
};

/** Of an input that is no more than this text. */
export const plainFingerprint = (text: string): Fingerprint => ({ text, isOf: (kept) => kept === text });

export async function startMoney(settings: Partial<Deps['settings']> = {}): Promise<Money> {
  const pool = openPool(await createDatabase(), () => undefined);
  const db = openDatabase(pool);
  const inflow = new MemoryInflow();
  const registry = new Registry();
  const deps: Deps = {
    db,
    installation: await recogniseDatabase(db, createLog('silent')),
    inflow,
    surroundings: {
      embeddedDatabase: false,
      testMode: true,
      inflowUrl: NOWHERE,
      cardUrl: NOWHERE,
      registrations: createInflowClient({
        apiKey: 'inflow_priv_memory',
        apiBaseUrl: NOWHERE,
        cardBaseUrl: NOWHERE,
        timeoutMs: DEADLINE_MS,
      }),
      webhookSecrets: () => [],
      warnings: () => [],
      pageDifferences: async () => [],
      isTrustedProxy: () => false,
    },
    paymentScan: { since: async () => inflow.idsByAttempt() },
    taxRates: { rate: async () => 20 },
    changes: {
      watch: () => ({
        saw: () => undefined,
        next: async () => undefined,
        [Symbol.dispose]: () => undefined,
      }),
      close: async () => undefined,
    },
    eventSender: {
      send: async () => ({ at: '', status: 200, duration: 0, answer: '' }),
      close: async () => undefined,
    },
    configuredSecrets: () => [],
    fingerprints: createFingerprints(() => ['inflow_priv_memory']),
    limits: null,
    providerReads: null,
    watchPlaces: null,
    funnel: null,
    catalog: [],
    settings: {
      publicUrl: 'http://localhost:3000',
      confirmation: 'explicit',
      inflowTimeoutMs: DEADLINE_MS,
      reconcileAfterMs: DEADLINE_MS,
      callDeadlineMs: DEADLINE_MS,
      certaintyMs: CERTAINTY_MS,
      returnOrigins: null,
      orphanCharges: 'report',
      unacknowledgedAfterMinutes: null,
      privateEndpoints: false,
      threeDsPolicy: { all: false, savedCard: false, fromAmount: null, countries: [] },
      keepUnusedSessionsDays: 30,
      store: true,
      ...settings,
    },
    log: createLog('silent'),
    steps: createPaymentSteps(createLog('silent'), {
      counts: createPaymentCounts(registry),
      tracing: NO_TRACING,
    }),
    tracing: NO_TRACING,
    measures: createMeasures(registry),
    now: () => new Date(),
    stopping: new AbortController().signal,
  };
  return {
    deps,
    inflow,
    async pass(ms) {
      await pool.query(
        `update attempts set step_at = step_at - $1::int * interval '1 millisecond',
          confirm_sent_at = confirm_sent_at - $1::int * interval '1 millisecond'`,
        [ms],
      );
    },
    async newSession() {
      const id = newSessionId();
      const row = {
        id,
        currency: 'EUR' as const,
        items: [{ name: 'Pro plan', price: PRICE, quantity: 1 }],
        subtotal: PRICE,
        customerEmail: null,
        allowSavedCard: false,
        metadatas: {},
        successUrl: null,
        cancelUrl: null,
        createdBy: 'shopper' as const,
      };
      await insertSession(db, row, 60);
      return id;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

/** One attempt of a session, with a key of its own unless one is given. */
export function beginAttempt(
  deps: Deps,
  sessionId: string,
  changes: Partial<Parameters<typeof beginForSession>[1]> = {},
) {
  return beginForSession(deps, {
    sessionId,
    key: randomUUID(),
    business: null,
    fingerprint: plainFingerprint('f'),
    actor: 'shopper',
    agreedTotal: null,
    asksTotal: false,
    requiresChallenge: () => false,
    customerEmail: 'ada@example.com',
    card: null,
    savesCard: false,
    automatic: deps.settings.confirmation === 'automatic',
    confirms: true,
    velocity: null,
    ...changes,
  });
}

/** What becomes of a call: answered, lost on the way there or back, late, or the process dies before or after it worked. */
export type Fate = 'ok' | 'lost before' | 'lost after' | 'late' | 'die before' | 'die after';
type Card = 'good' | 'challenge' | 'bad';
type MemoryPayment = {
  readonly id: string;
  readonly request: CreatePaymentRequest;
  state: 'action' | 'waiting' | 'charged' | 'failed';
};

/** Thrown where a process would have been killed: no error of Inflow's, so that nothing is written after it. */
export class Killed extends Error {}

/** Inflow's side of a payment, in memory: who is charged is the judge of everything else. */
export class MemoryInflow implements InflowPayments {
  readonly payments: MemoryPayment[] = [];
  /** Payments in the order in which they were charged. */
  readonly charges: string[] = [];
  /** Confirms that were sent and have not arrived yet. */
  readonly late: string[] = [];
  card: Card = 'good';
  createFate: Fate = 'ok';
  confirmFate: Fate = 'ok';
  #sequence = 0;

  idsByAttempt(): Map<string, string> {
    return new Map(this.payments.map(({ id, request }) => [String(request.metadatas?.[ATTEMPT_KEY]), id]));
  }

  charge(id: string): void {
    const payment = this.payments.find((each) => each.id === id);
    // Inflow charges a payment once, however often it is confirmed.
    if (payment?.state !== 'waiting') return;
    payment.state = 'charged';
    this.charges.push(id);
  }

  async createPayment(request: CreatePaymentRequest): Promise<CreatedPayment> {
    if (this.createFate === 'die before') throw new Killed();
    if (this.createFate === 'lost before') throw lost('createPayment');
    const states = { good: 'waiting', challenge: 'action', bad: 'failed' } as const;
    this.#sequence += 1;
    const payment: MemoryPayment = {
      id: `pay_${this.#sequence}_${randomUUID()}`,
      request,
      state: states[this.card],
    };
    this.payments.push(payment);
    if (request.autoConfirm === true) this.charge(payment.id);
    if (this.createFate === 'die after') throw new Killed();
    if (this.createFate !== 'ok') throw lost('createPayment');
    const { amountInCents, currency, status, customerEmail } = asPayment(payment);
    return {
      id: payment.id,
      amountInCents,
      currency,
      status,
      customerEmail,
      depositStatus: null,
      lastDepositAttempt: null,
      threeDsSessionUrl: payment.state === 'action' ? 'https://issuer.example/challenge' : null,
    };
  }

  async confirmPayment(id: string): Promise<Payment | null> {
    if (this.confirmFate === 'die before') throw new Killed();
    if (this.confirmFate === 'late') this.late.push(id);
    if (this.confirmFate === 'ok' || this.confirmFate === 'lost after' || this.confirmFate === 'die after')
      this.charge(id);
    if (this.confirmFate === 'die after') throw new Killed();
    if (this.confirmFate !== 'ok') throw lost('confirmPayment');
    return this.readPayment(id);
  }

  async readPayment(id: string): Promise<Payment> {
    const payment = this.payments.find((each) => each.id === id);
    if (payment === undefined) throw new Error(`No payment ${id}`);
    return asPayment(payment);
  }

  listPayments = unused;
  updatePayment = unused;
  refundPayment = unused;
  taxRate = unused;
}

async function unused(): Promise<never> {
  throw new Error('Not a call of the money path');
}

function lost(operation: 'createPayment' | 'confirmPayment'): Error {
  return new InflowTimeoutError({ operation, httpStatus: null, requestSent: true, code: null });
}

function asPayment({ id, request, state }: MemoryPayment): Payment {
  return {
    id,
    amountInCents: request.products.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    currency: request.currency,
    status: (
      {
        action: 'INITIATION',
        waiting: 'INITIATION',
        charged: 'CHECKOUT_SUCCESS',
        failed: 'PAYMENT_FAILED',
      } as const
    )[state],
    customerEmail: request.customerEmail,
    customerId: null,
    products: [...request.products],
    metadatas: request.metadatas ?? {},
    subscriptionId: null,
    taxCountry: null,
    amountTaxesIncluded: null,
    taxRateInPercentage: null,
    depositStatus: (
      {
        action: 'requires_action',
        waiting: 'requires_confirmation',
        charged: 'succeeded',
        failed: 'failed',
      } as const
    )[state],
    lastDepositAttempt: null,
    depositAttempts: [],
    timeline: [],
    transactionSummary: null,
    createdAt: null,
    updatedAt: null,
  };
}
