/**
 * What a merchant has written against 0.1.0 of the client. It is compiled with that version's declarations and run with its code against
 * today's checkout. It stays as it is for as long as 0.1.0 is promised to work (docs/client.md).
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  CheckoutError,
  type CheckoutEvent,
  createCheckoutClient,
  EventVerificationError,
  type Query,
  verifyEvent,
  watchEvents,
} from '@checkout/client';

const [url = '', token = ''] = process.argv.slice(2);
const checkout = createCheckoutClient({ url, token, timeoutMs: 60_000 });

type Output<Procedure> = Procedure extends Query<never, infer Found> ? Found : never;
type Session = Output<typeof checkout.sessions.get>;
type Payment = Output<typeof checkout.payments.get>;

async function reasonOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    assert.ok(error instanceof CheckoutError);
    assert.equal(error.outcomeKnown, true);
    return `${error.reason} ${Object.keys(error.fieldErrors)}`.trim();
  }
}

// A session: created once, read, listed, paid on its page, acknowledged.
const orderId = `order_${randomUUID()}`;
const order = {
  idempotencyKey: orderId,
  products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
  currency: 'EUR' as const,
  customerEmail: 'ada@example.com',
  metadatas: { orderId },
  successUrl: 'https://shop.example/thanks',
};
const { sessionId, url: page } = await checkout.sessions.create.mutate(order);
assert.equal((await checkout.sessions.create.mutate(order)).url, page);
assert.equal(await reasonOf(checkout.sessions.create.mutate({ ...order, currency: 'USD' })), 'CONFLICT');
assert.equal(
  await reasonOf(checkout.sessions.create.mutate({ products: [], currency: 'EUR' })),
  'INVALID_INPUT products',
);

const open: Session = await checkout.sessions.get.query({ sessionId });
assert.deepEqual([open.status, open.subtotal, open.paymentId], ['open', 3250, null]);
const { rate, total } = await checkout.checkout.quote.query({
  sessionId,
  billingCountry: 'FR',
  purchasingAsBusiness: false,
});
assert.deepEqual([rate, total], [20, 3900]);
const outcome = await checkout.checkout.pay.mutate({
  sessionId,
  attemptKey: randomUUID(),
  customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
  paymentMethod: {
    type: 'card',
    card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
    save: false,
  },
  agreedTotal: 3900,
});
assert.equal(outcome.status, 'succeeded');
const paid = await checkout.sessions.acknowledge.mutate({ sessionId, reference: orderId });
assert.equal(paid.status, 'complete');
const paymentId = paid.paymentId ?? assert.fail('no paymentId');

// The payment: read, listed, refunded once.
const payment: Payment = await checkout.payments.get.query({ paymentId });
assert.deepEqual([payment.amountInCents, payment.amountTaxesIncluded], [3250, 3900]);
const { payments } = await checkout.payments.list.query({ limit: 5 });
assert.ok(payments.some(({ id }) => id === paymentId));
assert.equal((await checkout.payments.refund.mutate({ paymentId, reason: 'returned' })).refund, 'pending');
assert.equal(await reasonOf(checkout.payments.refund.mutate({ paymentId })), 'ALREADY_REFUNDED');

// The events: all of them, in order, by both ways.
const watched: CheckoutEvent[] = [];
for await (const { event } of watchEvents(checkout, { sessionId })) {
  watched.push(event);
  if (event.type === 'refund.requested') break;
}
const sequence = watched.map((event) => event.sequence);
assert.deepEqual(
  sequence,
  sequence.map((_, index) => index + 1),
);
const { events } = await checkout.events.list.query({ sessionId, limit: watched.length });
assert.deepEqual(events, watched);
const completed = watched.find(({ type }) => type === 'session.completed');
assert.equal(completed?.data.session?.metadatas.orderId, orderId);
assert.equal(completed?.data.payment?.amountTaxesIncluded, 3900);
assert.throws(() => verifyEvent('{}', {}, 'whsec_YWFh'), EventVerificationError);

// Another session, ended by the shop.
const other = await checkout.sessions.create.mutate({ products: order.products, currency: 'USD' });
const expired = await checkout.sessions.expire.mutate({ sessionId: other.sessionId });
assert.equal(expired.status, 'expired');
const { sessions } = await checkout.sessions.list.query({ status: 'expired', limit: 1 });
assert.equal(sessions[0]?.sessionId, other.sessionId);
assert.equal((await checkout.tax.rate.query({ country: 'FR' })).taxRateInPercentage, 20);
assert.equal(await reasonOf(checkout.payments.get.query({ paymentId: 'pay_unknown' })), 'NOT_FOUND');
process.stdout.write('compatible\n');
