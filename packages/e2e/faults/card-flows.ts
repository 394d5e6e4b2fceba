import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { type GeneratedCard, uniqueAmexCard } from '../support/generated-cards.ts';
import { newSession, payInput } from '../support/pay-input.ts';
import { type Programs, SERVICE_TOKEN, WEBHOOK_SECRET } from '../support/programs.ts';
import { keyOf, svixHeaders } from '../support/svix-headers.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const TOKEN = { authorization: `Bearer ${SERVICE_TOKEN}` };

/** One way for a card to come to the api; `number` is the card's, so that what is found names its way. */
export type CardFlow = {
  readonly name: string;
  readonly card: GeneratedCard;
  send(programs: Programs, card: GeneratedCard): Promise<unknown>;
};

const flow = (name: string, send: CardFlow['send']): CardFlow => ({ name, card: uniqueAmexCard(), send });

const payment = (sessionId: string, card: object) => ({
  ...payInput(sessionId, undefined, 'marker@example.com'),
  paymentMethod: { type: 'card' as const, card, save: false },
});

const servicePayment = (card: GeneratedCard) => ({
  idempotencyKey: randomUUID(),
  products: [{ name: 'A', price: 1000, quantity: 1 }],
  currency: 'EUR' as const,
  customerEmail: 'marker@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  card,
});

async function post(
  { checkoutUrl }: Programs,
  path: string,
  body: string,
  headers: Record<string, string> = JSON_TYPE,
): Promise<number> {
  const answer = await fetch(`${checkoutUrl}${path}`, { method: 'POST', body, headers });
  const text = await answer.text();
  if (/37\d{13}/.test(text)) throw new Error(`${path} answered with the card`);
  return answer.status;
}

const pay = async (programs: Programs, card: object, path = '/trpc/checkout.pay', headers = JSON_TYPE) =>
  post(programs, path, JSON.stringify(payment(await newSession(programs.shopper), card)), headers);

/** Everything that is sent while the api is well. */
export const flows: readonly CardFlow[] = [
  flow('declined', (programs, card) => pay(programs, card)),
  flow('grouped', (programs, card) =>
    pay(programs, { ...card, number: card.number.replace(/\B(?=(.{5})+$)/g, ' ') }),
  ),
  flow('the provider lost the answer', async (programs, card) => {
    await programs.sandbox.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
    return pay(programs, card);
  }),
  flow('the provider was not reached', async (programs, card) => {
    await programs.sandbox.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
    return pay(programs, card);
  }),
  flow('the provider failed', async (programs, card) => {
    await programs.sandbox.faults.add({ operation: 'create', kind: 'status', status: 400, count: 1 });
    return pay(programs, card);
  }),
  flow('expired', (programs, card) => pay(programs, { ...card, expYear: 2020 })),
  flow('a wrong CVC', (programs, card) => pay(programs, { ...card, cvc: `${card.cvc}9` })),
  flow('the number as a number', (programs, card) => pay(programs, { ...card, number: Number(card.number) })),
  flow('no session', (programs, card) =>
    post(programs, '/trpc/checkout.pay', JSON.stringify(payment(`cs_${'a'.repeat(32)}`, card))),
  ),
  flow('a key with another card', async (programs, card) => {
    const input = payment(await newSession(programs.shopper), uniqueAmexCard());
    await post(programs, '/trpc/checkout.pay', JSON.stringify(input));
    const other = { ...input, paymentMethod: { ...input.paymentMethod, card } };
    return post(programs, '/trpc/checkout.pay', JSON.stringify(other));
  }),
  flow('payments.create', (programs, card) =>
    post(programs, '/trpc/payments.create', JSON.stringify(servicePayment(card)), { ...JSON_TYPE, ...TOKEN }),
  ),
  flow('payments.create without a token', (programs, card) =>
    post(programs, '/trpc/payments.create', JSON.stringify(servicePayment(card))),
  ),
  flow('too large', (programs, card) => pay(programs, { ...card, filler: 'x'.repeat(100_000) })),
  flow('an unknown procedure', (programs, card) => pay(programs, card, '/trpc/checkout.steal')),
  flow('another procedure', (programs, card) => pay(programs, card, '/trpc/checkout.complete')),
  flow('not JSON', (programs, card) => post(programs, '/trpc/checkout.pay', `{"card":"${card.number}`)),
  flow('text', (programs, card) => pay(programs, card, undefined, { 'content-type': 'text/plain' })),
  flow('a form', (programs, card) =>
    post(programs, '/trpc/checkout.pay', `cardNumber=${card.number}`, {
      'content-type': 'application/x-www-form-urlencoded',
    }),
  ),
  flow('a form of parts', (programs, card) =>
    post(programs, '/trpc/checkout.pay', `--b\r\n\r\n${card.number}\r\n--b--`, {
      'content-type': 'multipart/form-data; boundary=b',
    }),
  ),
  flow('a batch', (programs, card) => pay(programs, card, '/trpc/checkout.get,checkout.pay?batch=1')),
  flow('an address', async ({ checkoutUrl }, card) => {
    const input = encodeURIComponent(JSON.stringify(payment('cs_x', card)));
    await fetch(`${checkoutUrl}/trpc/checkout.pay?input=${input}`);
    await fetch(`${checkoutUrl}/trpc/checkout.get?input=${input}`);
    return fetch(`${checkoutUrl}/checkout/${card.number}?cvc=${card.cvc}`);
  }),
  flow('headers', ({ checkoutUrl }, card) =>
    fetch(`${checkoutUrl}/trpc/catalog.list`, {
      headers: {
        authorization: `Bearer ${card.number}`,
        cookie: `card=${card.number}`,
        'x-card': card.number,
      },
    }),
  ),
  flow('metadata', (programs, card) =>
    post(
      programs,
      '/trpc/sessions.create',
      JSON.stringify({
        products: [{ name: 'A', price: 1000, quantity: 1 }],
        currency: 'EUR',
        metadatas: { note: `card ${card.number}`, [card.number]: 'x' },
      }),
      { ...JSON_TYPE, ...TOKEN },
    ),
  ),
  flow('other fields', async (programs, card) => {
    const input = payment(await newSession(programs.shopper), uniqueAmexCard());
    const customer = {
      ...input.customer,
      firstName: card.number,
      postalCode: card.number,
      taxId: card.number,
    };
    return post(programs, '/trpc/checkout.pay', JSON.stringify({ ...input, customer }));
  }),
  flow('a webhook', (programs, card) => post(programs, '/webhooks/inflow', delivery(card).body)),
  flow('a signed webhook', (programs, card) => {
    const { body, headers } = delivery(card);
    return post(programs, '/webhooks/inflow', body, headers);
  }),
  flow('half a request', ({ checkoutUrl }, card) => {
    const { hostname, port } = new URL(checkoutUrl);
    const socket = connect(Number(port), hostname);
    const head =
      'POST /trpc/checkout.pay HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n';
    return new Promise((resolve) => {
      socket.on('error', resolve).on('close', resolve);
      socket.write(`${head}{"card":{"number":"${card.number}"`, () => socket.destroy());
    });
  }),
];

function delivery(card: GeneratedCard) {
  const payload = { id: card.number, amountInCents: 1000, currency: 'EUR', status: 'PAYMENT_SUCCESS', card };
  const body = JSON.stringify({ data: [{ eventType: `payment ${card.number}`, payload }] });
  const id = `msg_${randomUUID()}`;
  return { body, headers: { ...JSON_TYPE, ...svixHeaders({ key: keyOf(WEBHOOK_SECRET), id, body }) } };
}

/** The api is killed while Inflow has the card and has not answered. */
export const crash = flow('a crash in the middle', async (programs, card) => {
  await programs.sandbox.faults.add({ operation: 'create', kind: 'hang', count: 1 });
  const before = (await programs.sandbox.requests()).length;
  const cutOff = pay(programs, card).catch(() => 'cut off');
  const creating = async () =>
    (await programs.sandbox.requests()).slice(before).some(({ operation }) => operation === 'create');
  while (!(await creating())) await new Promise((resolve) => setTimeout(resolve, 50));
  await programs.killApi();
  await cutOff;
  await programs.startApi();
});
