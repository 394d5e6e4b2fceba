/**
 * The floor: what a paid session costs when nothing but the calls to Inflow and the durable commits is done, by hand, on
 * node:http, undici and pg. It trusts its input, knows only the good case, and is no checkout.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { Pool } from 'undici';
import { readFloorEnvironment } from './env.ts';
import { FLOOR_TABLES, runnerOf } from './statements.ts';

const env = readFloorEnvironment();
const pool = new pg.Pool({ connectionString: env.databaseUrl, max: 10 });
await pool.query(FLOOR_TABLES);
const run = runnerOf(pool);
const api = new Pool(env.apiUrl, { connections: 256 });
const card = new Pool(env.cardUrl, { connections: 256 });
const headers = { 'x-inflow-api-key': env.apiKey, 'content-type': 'application/json' };

type Session = { id: string; status: string; items: object[]; subtotal: number; currency: string };
type Payment = { id: string; status: string };

async function call(host: Pool, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Payment> {
  const text = body === undefined ? null : JSON.stringify(body);
  const answer = await host.request({ method, path, headers, body: text });
  return (await answer.body.json()) as Payment;
}

async function find(id: string): Promise<Session> {
  const [session] = await run<Session>('find', [id]);
  if (session === undefined) throw new Error('no such session');
  return session;
}

async function create(): Promise<unknown> {
  const id = `cs_${randomBytes(24).toString('base64url')}`;
  const items = [{ name: 'Pro plan', price: 4999, quantity: 1 }];
  await run('create', [id, JSON.stringify(items), 4999, 'EUR']);
  return { sessionId: id, url: `http://localhost/checkout/${id}` };
}

async function pay(input: {
  sessionId: string;
  attemptKey: string;
  customer: object & { email: string };
  paymentMethod: { card: object };
}): Promise<unknown> {
  const session = await find(input.sessionId);
  const attemptId = randomUUID();
  await run('begin', [attemptId, session.id, input.attemptKey]);
  const { email, ...customer } = input.customer;
  const { id } = await call(card, 'POST', '/api/server/payment', {
    ...customer,
    customerEmail: email,
    products: session.items,
    currency: session.currency,
    autoConfirm: env.automatic,
    metadatas: { session: session.id, attempt: attemptId },
    card: input.paymentMethod.card,
  });
  await run('created', [attemptId, id]);
  let payment = await call(api, 'GET', `/api/payment/${id}`);
  if (!env.automatic) {
    await run('confirming', [attemptId, id, JSON.stringify(payment)]);
    payment = await call(api, 'POST', `/api/server/payment/${id}/confirm`);
  }
  if (payment.status !== 'CHECKOUT_SUCCESS') throw new Error(`the payment is ${payment.status}`);
  await run('succeeded', [attemptId, id, JSON.stringify(payment)]);
  return { status: 'succeeded', payment };
}

async function quote(id: string): Promise<unknown> {
  const { subtotal, currency } = await find(id);
  const tax = Math.floor((subtotal * 20 + 50) / 100);
  return { currency, subtotal, tax, total: subtotal + tax, rate: 20 };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const [path, query = ''] = (request.url ?? '').split('?', 2);
  switch (path) {
    case '/create':
      await bodyOf(request);
      return create();
    case '/get':
      return find(query);
    case '/quote':
      return quote(query);
    case '/pay':
      return pay(JSON.parse(await bodyOf(request)));
    default:
      throw new Error('unknown path');
  }
}

const server = createServer((request, response) => {
  answer(request).then(
    (result) => response.setHeader('content-type', 'application/json').end(JSON.stringify(result)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`Floor ready: ${address?.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
