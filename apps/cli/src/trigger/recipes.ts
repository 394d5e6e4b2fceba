import { randomUUID } from 'node:crypto';
import type { CheckoutClient } from '@checkout/client';
import type { Sandbox } from './sandbox.ts';

export type Drive = {
  readonly client: CheckoutClient;
  readonly sandbox: Sandbox;
  /** Says what is done. */
  readonly note: (line: string) => void;
};

/** Does what leads to an event. Returns the session that it is of. */
type Recipe = (drive: Drive) => Promise<string>;

/** Numbers of the sandbox (apps/sandbox/README.md, "Test cards"). */
const CARDS = { good: '4242424242424242', declined: '4000000000000002', refundFails: '4000000000001158' };

const paid: Recipe = async (drive) => (await pay(drive, CARDS.good)).sessionId;

const refunded =
  (card: string, status: string): Recipe =>
  async (drive) => {
    const { sessionId, paymentId } = await pay(drive, card);
    await refund(drive, paymentId);
    await bring(drive, paymentId, status);
    return sessionId;
  };

const brought =
  (status: string): Recipe =>
  async (drive) => {
    const { sessionId, paymentId } = await pay(drive, CARDS.good);
    await bring(drive, paymentId, status);
    return sessionId;
  };

const failed: Recipe = async (drive) => {
  const { sessionId, paymentId } = await pay(drive, CARDS.good);
  drive.note('The sandbox lets the authorised payment fail.');
  await drive.sandbox.fail(paymentId);
  await readAgain(drive, paymentId);
  return sessionId;
};

/** What can be made to happen. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  'session.completed': paid,
  'payment.authorized': paid,
  'payment.received': brought('PAYMENT_RECEIVED'),
  'payment.settled': brought('PAYMENT_SUCCESS'),
  'payment.declined': async (drive) => (await pay(drive, CARDS.declined)).sessionId,
  'payment.failed': failed,
  'session.reversed': failed,
  'session.expired': async (drive) => {
    const sessionId = await createSession(drive);
    drive.note('The session is ended.');
    await drive.client.sessions.expire.mutate({ sessionId });
    return sessionId;
  },
  'refund.requested': async (drive) => {
    const { sessionId, paymentId } = await pay(drive, CARDS.good);
    await refund(drive, paymentId);
    return sessionId;
  },
  'refund.succeeded': refunded(CARDS.good, 'FULLY_REFUNDED'),
  'refund.failed': refunded(CARDS.refundFails, 'REFUND_FAILED'),
  'charge.stray_found': async (drive) => {
    const { sessionId, paymentId } = await pay(drive, CARDS.good);
    const { metadatas, amountInCents } = await drive.client.payments.get.query({ paymentId });
    drive.note('The sandbox makes a second charge for the same session.');
    await readAgain(drive, await drive.sandbox.charge(amountInCents ?? 1, metadatas));
    return sessionId;
  },
};

/** Why the others cannot be. */
export const NOT_TRIGGERED: Readonly<Record<string, string>> = {
  'session.unacknowledged':
    'session.unacknowledged comes by itself, UNACKNOWLEDGED_AFTER_MINUTES after a payment that no sessions.acknowledge has named.',
  'card_testing.started': 'card_testing.started takes an attack: many failing cards within an hour.',
  'card_testing.ended':
    'card_testing.ended takes an attack that is over. checkout endpoints test sends one that is made up.',
  'endpoint.paused': 'endpoint.paused takes an endpoint that fails for two days.',
};

async function createSession({ client, note }: Drive): Promise<string> {
  const { sessionId, reference } = await client.sessions.create.mutate({
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    metadatas: { orderId: `trigger-${randomUUID()}` },
  });
  note(`Session ${reference} is created.`);
  return sessionId;
}

async function pay(drive: Drive, number: string) {
  const sessionId = await createSession(drive);
  drive.note(`It is paid with ${number}.`);
  const { payment } = await drive.client.checkout.pay.mutate({
    sessionId,
    attemptKey: randomUUID(),
    // Another shopper each time, so that no limit on one person is met.
    customer: {
      email: `trigger-${randomUUID()}@example.com`,
      billingCountry: 'FR',
      purchasingAsBusiness: false,
    },
    paymentMethod: {
      type: 'card',
      card: { number, expMonth: 12, expYear: new Date().getUTCFullYear() + 2, cvc: '123' },
      save: false,
    },
  });
  return { sessionId, paymentId: payment?.id ?? '' };
}

async function refund({ client, note }: Drive, paymentId: string): Promise<void> {
  note('It is refunded.');
  await client.payments.refund.mutate({ paymentId, reason: 'checkout trigger' });
}

async function bring(drive: Drive, paymentId: string, status: string): Promise<void> {
  drive.note(`The sandbox's clock goes on until the payment is ${status}.`);
  await drive.sandbox.untilStatus(paymentId, status);
  await readAgain(drive, paymentId);
}

/** Where no webhook comes, the checkout learns it now instead of at its next reading. */
async function readAgain({ client }: Drive, paymentId: string): Promise<void> {
  await client.payments.get.query({ paymentId });
}
