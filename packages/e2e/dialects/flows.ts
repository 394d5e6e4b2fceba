import { randomUUID } from 'node:crypto';
import { ORDER_KEY } from '../faults/chaos-installation.ts';
import { startCluster } from '../faults/cluster.ts';
import { CHALLENGE_CARD, payInput } from '../support/pay-input.ts';
import { assert, card, follow, newSession, type Paid, pay, reasonOf, until, type Walk } from './walk.ts';

export type Ending = 'works' | 'one more step' | 'refused clearly';

export type Flow = {
  readonly name: string;
  /** @throws Error where the product did something that it must not, or came to no end. */
  run(walk: Walk): Promise<Ending>;
};

const DECLINED = '4000000000000002';
/** Accepted, then declined when it is confirmed. */
const DECLINED_AT_CONFIRM = '4000000000001133';
/** France, 20 %. */
const TOTAL = 5999;

/** In order: the last one moves the account's clock. */
export const FLOWS: readonly Flow[] = [
  {
    name: 'pay',
    run: async (walk) => paid(await pay(walk, await newSession(walk))),
  },
  {
    name: 'decline',
    async run(walk) {
      const sessionId = await newSession(walk);
      for (const number of [DECLINED, DECLINED_AT_CONFIRM]) {
        const { outcome } = await pay(walk, sessionId, {
          paymentMethod: { type: 'card', card: card(number) },
        });
        assert(
          outcome.status === 'declined' && outcome.decline.code === 'card_declined',
          `A declined card ended as ${JSON.stringify(outcome)}`,
        );
      }
      return paid(await pay(walk, sessionId));
    },
  },
  {
    name: '3DS',
    async run(walk) {
      const paymentMethod = { type: 'card' as const, card: card(CHALLENGE_CARD) };
      return paid(await pay(walk, await newSession(walk), { paymentMethod }));
    },
  },
  {
    name: 'save, reuse',
    async run(walk) {
      const customerEmail = `${randomUUID()}@example.com`;
      const customer = { email: customerEmail, billingCountry: 'FR', purchasingAsBusiness: false };
      const first = await pay(walk, await sessionFor(walk, customerEmail), {
        customer,
        paymentMethod: { type: 'card', card: card(), save: true },
      });
      const second = await pay(walk, await sessionFor(walk, customerEmail), {
        customer,
        paymentMethod: { type: 'saved' },
      });
      return more(paid(first), paid(second));
    },
  },
  {
    name: 'business',
    async run(walk) {
      const customer = {
        email: 'buyer@example.com',
        billingCountry: 'FR',
        purchasingAsBusiness: true,
        businessName: 'Example SARL',
        taxId: 'FR12345678901',
      };
      return paid(await pay(walk, await newSession(walk), { customer }), 4999);
    },
  },
  {
    name: 'update',
    async run(walk) {
      const { payments } = walk.cluster.node.service;
      const created = await payments.create.mutate(order(walk, { autoConfirm: false }));
      const products = [{ name: 'Renewal', price: 2000, quantity: 1 }];
      const updated = await payments.update.mutate({ paymentId: created.id, products });
      assert(updated.amountTaxesIncluded === 2400, `An update left ${JSON.stringify(updated)}`);
      await payments.confirm.mutate({ paymentId: created.id });
      await charged(walk, created.id, 2400);
      return 'works';
    },
  },
  {
    name: 'tax included',
    async run(walk) {
      const { payments } = walk.cluster.node.service;
      const created = await payments.create.mutate(
        order(walk, { autoConfirm: false, pricingMode: 'TAX_INCLUSIVE', card: card(CHALLENGE_CARD) }),
      );
      assert(created.threeDsSessionUrl !== null, `A challenge was not shown: ${JSON.stringify(created)}`);
      await walk.sandbox.threeDs.approve(created.id);
      await payments.confirm.mutate({ paymentId: created.id });
      await charged(walk, created.id, 1500);
      return 'works';
    },
  },
  {
    name: 'refund',
    async run(walk) {
      const { payments, sessions } = walk.cluster.node.service;
      const sessionId = await newSession(walk);
      const ending = paid(await pay(walk, sessionId));
      const { paymentId } = await sessions.get.query({ sessionId });
      assert(paymentId !== null, 'A paid session names no payment');
      walk.refundsAsked.add(paymentId);
      await payments.refund.mutate({ paymentId });
      assert(
        (await reasonOf(payments.refund.mutate({ paymentId }))) === 'ALREADY_REFUNDED',
        'A second refund was not refused',
      );
      await until(
        'the refunded session',
        () => sessions.get.query({ sessionId }),
        ({ status }) => status === 'reversed',
      );
      return ending;
    },
  },
  {
    name: 'lost create',
    async run(walk) {
      const sessionId = await newSession(walk);
      await walk.sandbox.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
      const { outcome } = await pay(walk, sessionId);
      if (outcome.status === 'succeeded') return 'works';
      // Said to be not charged, so that the shopper pays again.
      assert(
        outcome.status === 'declined' && outcome.decline.code === 'not_charged',
        `A lost create ended as ${JSON.stringify(outcome)}`,
      );
      paid(await pay(walk, sessionId));
      return 'one more step';
    },
  },
  {
    name: 'lost confirm',
    async run(walk) {
      await walk.sandbox.faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
      const ending = paid(await pay(walk, await newSession(walk)));
      await walk.sandbox.faults.clear();
      return ending;
    },
  },
  {
    name: 'webhook',
    async run(walk) {
      const sessionId = await newSession(walk);
      const ending = paid(await pay(walk, sessionId));
      // Long before the payment would be read without one.
      await until(
        'the session that is paid for certain',
        () => walk.cluster.node.service.sessions.get.query({ sessionId }),
        ({ guaranteed }) => guaranteed,
      );
      await until(
        'the deliveries that were taken',
        () => walk.sandbox.deliveries.list(),
        (deliveries) => deliveries.some(({ status }) => status === 'delivered'),
      );
      return ending;
    },
  },
  {
    name: 'restart',
    async run(walk) {
      const { node } = walk.cluster;
      const sessionId = await newSession(walk);
      const operation = walk.confirmation === 'automatic' ? 'create' : 'confirm';
      await walk.sandbox.faults.add({ operation, kind: 'work_then_hang', count: 1 });
      const cutOff = pay(walk, sessionId).catch(() => null);
      await until(
        `the ${operation} before the crash`,
        () => walk.sandbox.requests(),
        (requests) =>
          requests.some((each) => each.operation === operation && each.fault === 'work_then_hang'),
      );
      await node.kill();
      await node.start();
      await cutOff;
      const { outcome } = await node.shopper.checkout.get.query({ sessionId });
      const resumed = await follow(walk, sessionId, outcome ?? { status: 'processing', payment: null });
      if (resumed.outcome.status === 'succeeded') return 'works';
      paid(await pay(walk, sessionId));
      return 'one more step';
    },
  },
  {
    name: 'not enabled',
    async run({ host, dialect, confirmation }) {
      await using other = await startCluster({
        nodes: 1,
        confirmation,
        timeoutMs: 5_000,
        reconcileAfterMs: 1_000,
        host,
        keyPrefix: 'inflow_no_s2s_dialects',
        dialect,
      });
      const { checkout } = other.node.shopper;
      const { sessionId } = await checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
      const reason = await reasonOf(checkout.pay.mutate(payInput(sessionId)));
      assert(reason === 'SERVER_TO_SERVER_NOT_ENABLED', `A disabled account ended as ${reason}`);
      return 'refused clearly';
    },
  },
  {
    name: 'left unconfirmed',
    async run(walk) {
      const { checkout } = walk.cluster.node.shopper;
      const sessionId = await newSession(walk);
      const asked = await checkout.pay.mutate({ ...payInput(sessionId), onOtherTotal: 'ask' });
      const waiting = await until(
        'a total that is asked about',
        async () => (await checkout.get.query({ sessionId })).outcome ?? asked,
        ({ status }) => status === 'requires_agreement',
      );
      assert(waiting.status === 'requires_agreement', 'unreachable');
      await walk.sandbox.clock.advance(walk.dialect.unconfirmedMs + 1_000);
      const late = { sessionId, paymentId: waiting.payment.id, total: waiting.total };
      const { outcome } = await follow(walk, sessionId, await checkout.agree.mutate(late));
      if (outcome.status === 'succeeded') return 'works';
      assert(
        outcome.status === 'declined' && outcome.decline.code === 'not_charged',
        `A payment that lapsed ended as ${JSON.stringify(outcome)}`,
      );
      paid(await pay(walk, sessionId));
      return 'one more step';
    },
  },
];

/** The outcome is the true total, paid. */
function paid({ outcome, agreed }: Paid, total = TOTAL): Ending {
  assert(outcome.status === 'succeeded', `A payment ended as ${JSON.stringify(outcome)}`);
  assert(outcome.payment.amountTaxesIncluded === total, `Paid ${outcome.payment.amountTaxesIncluded}`);
  return agreed ? 'one more step' : 'works';
}

const more = (...endings: Ending[]): Ending =>
  endings.includes('one more step') ? 'one more step' : 'works';

/** A session that a service made for a customer, in which a saved card may be used. */
async function sessionFor(walk: Walk, customerEmail: string): Promise<string> {
  const { sessionId } = await walk.cluster.node.service.sessions.create.mutate({
    products: [{ name: 'Order', price: 4999, quantity: 1 }],
    currency: 'EUR',
    customerEmail,
    allowSavedCard: true,
  });
  walk.sessions.add(sessionId);
  return sessionId;
}

function order({ orders }: Walk, changes: object) {
  const id = `order-${randomUUID()}`;
  orders.add(id);
  return {
    idempotencyKey: id,
    products: [{ name: 'Renewal', price: 1500, quantity: 1 }],
    currency: 'EUR' as const,
    customerEmail: 'customer@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: card(),
    metadatas: { [ORDER_KEY]: id },
    ...changes,
  };
}

async function charged({ sandbox }: Walk, paymentId: string, amount: number): Promise<void> {
  const charges = (await sandbox.ledger()).filter((charge) => charge.paymentId === paymentId);
  assert(charges.length === 1 && charges[0]?.amount === amount, `Charged ${JSON.stringify(charges)}`);
}
