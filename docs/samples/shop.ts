/**
 * A shop in one file: it asks the checkout for a page, learns from events what became of it, ships once, and refunds.
 *
 *   CHECKOUT_URL=http://localhost:3000/trpc CHECKOUT_TOKEN=… EVENTS_SECRET=whsec_… node shop.ts
 *
 *   POST /orders             → { id, url }: send the customer to the url
 *   GET  /orders/order_1     → the order
 *   POST /orders/order_1/refund
 *   POST /events             ← the checkout's deliveries
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import {
  CheckoutError,
  type CheckoutEvent,
  createCheckoutClient,
  EventVerificationError,
  verifyEvent,
  watchEvents,
} from '@checkout/client';

const {
  CHECKOUT_URL = 'http://localhost:3000/trpc',
  CHECKOUT_TOKEN = '',
  EVENTS_SECRET = '',
  PORT = '4000',
} = process.env;

type Order = { readonly id: string; status: 'open' | 'shipped' | 'refunded'; paymentId: string | null };

/** A table of your database. So is the cursor of the events. */
const orders = new Map<string, Order>();
let cursor: string | null = null;

const checkout = createCheckoutClient({ url: CHECKOUT_URL, token: CHECKOUT_TOKEN });

async function createOrder() {
  const order: Order = { id: `order_${randomUUID()}`, status: 'open', paymentId: null };
  orders.set(order.id, order);
  const { url } = await checkout.sessions.create.mutate({
    // The same key returns the same page: a repeated call makes no second one.
    idempotencyKey: order.id,
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }], // cents, before tax
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    metadatas: { orderId: order.id },
  });
  return { id: order.id, url };
}

/**
 * The event says that something has changed; what to do follows from how the session stands now. So it does no harm that events come twice,
 * late, or by both ways.
 */
async function handle({ sessionId }: CheckoutEvent) {
  if (sessionId === null) return;
  const { status, paymentId, metadatas } = await checkout.sessions.get.query({ sessionId });
  const order = orders.get(String(metadatas.orderId));
  if (order === undefined) return;
  order.paymentId = paymentId;
  if (status === 'reversed') order.status = 'refunded';
  if (status === 'complete' && order.status === 'open') {
    // In a database: update … set status = 'shipped' where id = … and status = 'open', and ship if that has changed a row.
    order.status = 'shipped';
    console.log(`ship ${order.id}`);
  }
  // Otherwise the checkout tells that it was paid for an order that the shop does not know.
  if (status === 'complete') await checkout.sessions.acknowledge.mutate({ sessionId, reference: order.id });
}

/** One way to the events: a connection that the shop makes. It needs no address that the checkout can reach. */
async function watch() {
  for await (const watched of watchEvents(checkout, { after: cursor })) {
    await handle(watched.event);
    cursor = watched.cursor;
  }
}

/** The other way: the checkout delivers them. 204 once the event is handled; anything else, and it comes again. */
async function receive(request: IncomingMessage) {
  await handle(verifyEvent(await bodyOf(request), request.headers, EVENTS_SECRET));
}

async function refund(order: Order) {
  if (order.paymentId === null) return 409;
  try {
    await checkout.payments.refund.mutate({ paymentId: order.paymentId, reason: 'returned' });
  } catch (error) {
    if (!(error instanceof CheckoutError)) throw error;
    // Requested before, or perhaps requested now: an event tells how it ends.
    if (error.reason !== 'ALREADY_REFUNDED' && error.outcomeKnown) throw error;
  }
  return 202;
}

async function route(request: IncomingMessage): Promise<{ status: number; body?: object }> {
  const [, resource, id = '', action] = (request.url ?? '').split('/');
  const call = `${request.method} ${resource}`;
  if (call === 'POST events') {
    await receive(request);
    return { status: 204 };
  }
  if (call === 'POST orders' && id === '') return { status: 201, body: await createOrder() };
  const order = orders.get(id);
  if (order === undefined || resource !== 'orders') return { status: 404 };
  if (request.method === 'POST' && action === 'refund') return { status: await refund(order) };
  return { status: 200, body: order };
}

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const server = createServer((request, response) => {
  route(request)
    .catch((error: unknown) => {
      if (error instanceof EventVerificationError) return { status: 400 };
      console.error(error);
      return { status: 500 };
    })
    .then(({ status, body }: { status: number; body?: object }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
});
server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  console.log(`shop: http://127.0.0.1:${typeof address === 'object' ? address?.port : PORT}`);
});
await watch();
