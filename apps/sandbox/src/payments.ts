import { createHash } from 'node:crypto';
import type { SeedPayment } from './control/types.ts';
import { type CardInput, type CardToken, tokeniseCard } from './domain/card.ts';
import { withoutCards } from './domain/card-numbers.ts';
import { type CreateInput, checkMerged, readCreate, readUpdate } from './domain/create-input.ts';
import { changeEvents, createdEvent, type PaymentEvent } from './domain/events.ts';
import type { Payment, PaymentRecord, Terms } from './domain/payment.ts';
import { badRequest, notFound, Refusal } from './domain/refusal.ts';
import { seededRecord } from './domain/seeded.ts';
import * as transition from './domain/transitions.ts';
import { createLedger } from './ledger.ts';
import { listPage } from './list.ts';
import { newPaymentId, newSessionId, type Random } from './random.ts';
import type { Store } from './store/store.ts';
import type { Tenant } from './store/tenant.ts';

export type PaymentsDeps = {
  readonly random: Random;
  readonly store: Store;
  readonly times: transition.StageTimes;
  publish(tenant: Tenant, events: readonly PaymentEvent[]): void;
};

export type Payments = ReturnType<typeof createPayments>;

/** The documented message; its status is not. */
const s2sNotEnabled =
  'Not authorized to create payment, server to server payment not enabled, please contact support';

const emailKey = (email: string): string => email.toLowerCase();

/** Derived from the e-mail address, so that a customer keeps one id without a table of customers. */
const customerIdOf = (tenant: Tenant, email: string): string =>
  `cust_${createHash('sha256')
    .update(`${tenant.id} ${emailKey(email)}`)
    .digest('hex')
    .slice(0, 20)}`;

const termsOf = (input: Omit<CreateInput, 'card'>): Terms => ({
  billingCountry: input.billingCountry,
  postalCode: input.postalCode,
  purchasingAsBusiness: input.purchasingAsBusiness,
  businessName: input.businessName,
  taxId: input.taxId,
  pricingMode: input.pricingMode,
  autoConfirm: input.autoConfirm,
  savePaymentMethod: input.savePaymentMethod,
  threeDsSuccessUrl: input.threeDsSuccessUrl,
  threeDsFailureUrl: input.threeDsFailureUrl,
});

/** The operations on payments: each reads, decides by `domain/transitions.ts`, stores the result and publishes its events. */
export function createPayments(deps: PaymentsDeps) {
  const { random, store, times, publish } = deps;
  const ledger = createLedger(store);

  const rulesOf = ({ dialect }: Tenant): transition.Rules => ({ ...times, ...dialect });

  const find = (tenant: Tenant, id: string): PaymentRecord => {
    const record = tenant.payments.get(id);
    if (record === undefined) throw notFound('Payment');
    return record;
  };

  const saveCardOf = (tenant: Tenant, { payment, terms, card }: PaymentRecord) => {
    if (terms.savePaymentMethod && payment.depositStatus === 'succeeded' && card !== null) {
      store.saveCard(tenant, emailKey(payment.customerEmail), card);
    }
  };

  /** The end of an unconfirmed payment, if the account has one: the switches count as they are when it comes. */
  const scheduleEnd = (tenant: Tenant, record: PaymentRecord) => {
    if (tenant.dialect.unconfirmed === 'waits' || !transition.isUnconfirmed(record)) return;
    const { clock } = tenant;
    const endsAt = () => Date.parse(record.payment.createdAt) + tenant.dialect.unconfirmedMs;
    clock.schedule(endsAt(), () => {
      const current = tenant.payments.get(record.payment.id);
      const { unconfirmed } = tenant.dialect;
      if (!store.isCurrent(tenant) || current === undefined || unconfirmed === 'waits') return;
      if (!transition.isUnconfirmed(current) || clock.now() < endsAt()) return;
      save(tenant, current, transition.endUnconfirmed(current, clock.now(), unconfirmed));
    });
  };

  /** After a change of the dialect it concerns the payments that are there already. */
  const scheduleEnds = (tenant: Tenant) => {
    for (const record of tenant.payments.values()) scheduleEnd(tenant, record);
  };

  const scheduleDue = (tenant: Tenant, record: PaymentRecord) => {
    if (record.due === null) return;
    const { due } = record;
    const { clock } = tenant;
    clock.schedule(due.at, () => {
      const current = tenant.payments.get(record.payment.id);
      // The payment may have changed meanwhile: refunded, say, before it was settled.
      if (!store.isCurrent(tenant) || current?.due?.at !== due.at || current.due.what !== due.what) return;
      save(tenant, current, transition.comeDue(current, clock.now(), rulesOf(tenant)));
    });
  };

  /** The only place where a payment changes. The charge is stored first: a crash between two lines must not lose it. */
  function save(tenant: Tenant, before: PaymentRecord, after: PaymentRecord): PaymentRecord {
    ledger.note(tenant, before.payment, after.payment);
    if (before.payment.depositStatus !== after.payment.depositStatus) saveCardOf(tenant, after);
    store.savePayment(tenant, after);
    if (after.due !== before.due) scheduleDue(tenant, after);
    publish(tenant, changeEvents(before.payment, after.payment));
    return after;
  }

  /** Saves what a request has made of a payment, unless that is nothing. */
  const saveChange = (tenant: Tenant, before: PaymentRecord, after: PaymentRecord): Payment =>
    (after === before ? before : save(tenant, before, after)).payment;

  /** Null: the payment waits for a card. */
  const cardOf = (
    tenant: Tenant,
    given: CreateInput['card'],
    { customerEmail, useCustomerPaymentMethod }: Omit<CreateInput, 'card'>,
  ): CardToken | null => {
    if (given !== undefined) return tokeniseCard(given, tenant.clock.now());
    if (!useCustomerPaymentMethod) return null;
    const saved = tenant.savedCards.get(emailKey(customerEmail));
    if (saved === undefined) {
      throw badRequest(['useCustomerPaymentMethod requires a saved payment method, the customer has none']);
    }
    return saved;
  };

  const begin = (tenant: Tenant, bare: PaymentRecord, card: CardToken): PaymentRecord =>
    transition.begin(bare, tenant.clock.now(), {
      card,
      customerId: customerIdOf(tenant, bare.payment.customerEmail),
      newSessionId: () => newSessionId(random),
      rules: rulesOf(tenant),
    });

  return {
    find,

    /** After a restart: schedules what is to happen to the payments by itself. */
    resume(tenant: Tenant): void {
      for (const record of tenant.payments.values()) scheduleDue(tenant, record);
      scheduleEnds(tenant);
    },

    scheduleEnds,

    /** As `GET` shows it: a fresh payment is unknown at first where reads are late. */
    read(tenant: Tenant, id: string): Payment {
      const { payment } = find(tenant, id);
      const age = tenant.clock.now() - Date.parse(payment.createdAt);
      if (age < tenant.dialect.readLagMs) throw notFound('Payment');
      return payment;
    },

    /** Returns the payment as initiated, which is what the documented response shows even with `autoConfirm`. */
    create(tenant: Tenant, body: unknown) {
      const { dialect } = tenant;
      if (!tenant.s2sEnabled) throw new Refusal(Number(dialect.s2sDisabled), s2sNotEnabled);
      const input = readCreate(body, dialect);
      const at = tenant.clock.now();
      const { card: given, ...rest } = input;
      const kept = withoutCards(rest);
      const card = cardOf(tenant, given, kept);
      const { products, currency, customerEmail, metadatas = {} } = kept;
      const id = newPaymentId(random);
      const fields = { id, products, currency, customerEmail, metadatas, terms: termsOf(kept) };
      const bare = transition.initiate(fields, at, rulesOf(tenant));
      publish(tenant, [createdEvent(bare.payment)]);
      const begun = save(tenant, bare, card === null ? bare : begin(tenant, bare, card));
      scheduleEnd(tenant, begun);
      return { initiated: bare.payment, sessionId: begun.threeDs?.sessionId ?? null };
    },

    /** The card of a payment that waits for one: the payment goes on as a create with that card. */
    enterCard(tenant: Tenant, id: string, card: CardInput): PaymentRecord {
      const record = find(tenant, id);
      if (!transition.waitsForCard(record)) throw badRequest('Payment does not wait for a card');
      const token = tokeniseCard(card, tenant.clock.now());
      return save(tenant, record, begin(tenant, record, token));
    },

    confirm: (tenant: Tenant, id: string): Payment => {
      const record = find(tenant, id);
      return saveChange(tenant, record, transition.confirm(record, tenant.clock.now(), rulesOf(tenant)));
    },

    update(tenant: Tenant, id: string, body: unknown): Payment {
      const record = find(tenant, id);
      const {
        products,
        currency,
        customerEmail,
        metadatas,
        firstName: _,
        lastName: __,
        ...terms
      } = withoutCards(readUpdate(body, tenant.dialect));
      const given = <T extends object>(fields: T) =>
        Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
      const changes = given({ products, currency, customerEmail, metadatas });
      const merged: Terms = { ...record.terms, ...(given(terms) as Partial<Terms>) };
      checkMerged({ ...record.payment, ...changes, ...merged });
      const customer = customerEmail === undefined ? {} : { customerId: customerIdOf(tenant, customerEmail) };
      const fields = { ...changes, ...customer } as Parameters<typeof transition.update>[2]['fields'];
      const all = { fields, terms: merged, rules: rulesOf(tenant) };
      return save(tenant, record, transition.update(record, tenant.clock.now(), all)).payment;
    },

    refund: (tenant: Tenant, id: string): Payment => {
      const record = find(tenant, id);
      return saveChange(tenant, record, transition.refund(record, tenant.clock.now(), rulesOf(tenant)));
    },

    /** As in Inflow's dashboard: in part with an amount, else what is left. */
    refundByHand(tenant: Tenant, id: string, amount: number | undefined): Payment {
      const record = find(tenant, id);
      const at = tenant.clock.now();
      if (amount === undefined) {
        const rules = { ...times, refundAgain: '400' } as const;
        return save(tenant, record, transition.refund(record, at, rules)).payment;
      }
      const charge = tenant.charges.find(({ paymentId }) => paymentId === id);
      const refundedAmount = (charge?.refundedAmount ?? 0) + amount;
      const partly = transition.refundPart(record, at);
      if (charge === undefined || refundedAmount >= charge.amount)
        throw badRequest(['amount must be less than what is left of the charge']);
      ledger.change(tenant, id, () => ({ refundedAmount }));
      return save(tenant, record, partly).payment;
    },

    fail: (tenant: Tenant, id: string): Payment => {
      const record = find(tenant, id);
      return save(tenant, record, transition.failAfterAuthorisation(record, tenant.clock.now())).payment;
    },

    answerChallenge(tenant: Tenant, id: string, answer: 'approved' | 'declined'): PaymentRecord {
      const record = find(tenant, id);
      return save(tenant, record, transition.answerChallenge(record, tenant.clock.now(), answer));
    },

    /** Creates a payment in a status, with the history that leads there, and charged if the status implies it. */
    seed(tenant: Tenant, asked: SeedPayment): Payment {
      const wanted = withoutCards(asked);
      const email = wanted.customerEmail ?? 'customer@example.com';
      const ids = { id: newPaymentId(random), customerId: customerIdOf(tenant, email) };
      const { bare, record } = seededRecord(
        wanted,
        { ...ids, customerEmail: email },
        tenant.clock.now(),
        rulesOf(tenant),
      );
      publish(tenant, [createdEvent(bare.payment)]);
      scheduleEnd(tenant, save(tenant, bare, record));
      return record.payment;
    },

    list: listPage,
  };
}
