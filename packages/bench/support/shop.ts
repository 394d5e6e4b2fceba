import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

/** What a shopper's browser asks for, in order. */
export const CALLS = ['create', 'get', 'quote', 'pay'] as const;
export type CallName = (typeof CALLS)[number];

/** One server under load, spoken to in its own words. @throws when an answer is not the good one. */
export type Shop = {
  readonly name: 'api' | 'floor';
  readonly pid: number;
  create(): Promise<string>;
  get(sessionId: string): Promise<void>;
  quote(sessionId: string): Promise<void>;
  pay(sessionId: string): Promise<void>;
  close(): Promise<void>;
};

const CONNECTIONS = 32;

/** Those of Inflow's test cards that succeed (inflow/README, "Test cards"), by turns: the limits hold one card for one person. */
const CARDS = [
  { number: '4242424242424242', cvc: '123' },
  { number: '5555555555554444', cvc: '123' },
  { number: '378282246310005', cvc: '1234' },
  { number: '4000056655665556', cvc: '123' },
  { number: '6200000000000005', cvc: '123' },
  { number: '4111111111111111', cvc: '123' },
] as const;
let presses = 0;

/** Each press from a place of its own (RFC 2544's addresses), for an api that is told to believe it. */
const fromSomewhere = () => ({ 'x-forwarded-for': `198.18.${(presses >> 8) & 255}.${presses & 255}` });

const press = (sessionId: string) => ({
  sessionId,
  attemptKey: randomUUID(),
  customer: {
    email: `shopper${presses}@example.com`,
    firstName: 'Ada',
    lastName: 'Byron',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
  },
  paymentMethod: {
    type: 'card',
    card: { expMonth: 12, expYear: 2034, ...(CARDS[presses++ % CARDS.length] ?? CARDS[0]) },
  },
});

type ApiShopOptions = {
  readonly through: 'plain' | 'adapter';
  readonly connections?: number | undefined;
};

/** `adapter` adds a parameter that nothing reads, which sends each call through tRPC's own adapter. */
export function apiShop(url: string, pid: number, { through, connections }: ApiShopOptions): Shop {
  const { post, get, close } = connect(url, connections);
  const more = through === 'adapter' ? ['for=adapter'] : [];
  const query = (...parameters: string[]) => [...parameters, ...more].join('&').replace(/^(?=.)/, '?');
  const inputOf = (input: object) => query(`input=${encodeURIComponent(JSON.stringify(input))}`);
  return {
    name: 'api',
    pid,
    create: async () =>
      sessionIdIn(await post(`/trpc/checkout.create${query()}`, { items: [{ sku: 'pro', quantity: 1 }] })),
    get: async (sessionId) =>
      expectIn(await get(`/trpc/checkout.get${inputOf({ sessionId })}`, fromSomewhere()), 4999),
    async quote(sessionId) {
      const input = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
      expectIn(await post(`/trpc/checkout.quote${query()}`, input, fromSomewhere()), 5999);
    },
    pay: async (sessionId) =>
      expectIn(await post(`/trpc/checkout.pay${query()}`, press(sessionId), fromSomewhere()), '"succeeded"'),
    close,
  };
}

export function floorShop(url: string, pid: number): Shop {
  const { post, get, close } = connect(url);
  return {
    name: 'floor',
    pid,
    create: async () => sessionIdIn(await post('/create', { items: [{ sku: 'pro', quantity: 1 }] })),
    get: async (sessionId) => expectIn(await get(`/get?${sessionId}`), 4999),
    quote: async (sessionId) => expectIn(await get(`/quote?${sessionId}`), 5999),
    pay: async (sessionId) => expectIn(await post('/pay', press(sessionId), fromSomewhere()), '"succeeded"'),
    close,
  };
}

type Headers = Readonly<Record<string, string>>;
type Sent = { readonly body: string | null; readonly more: Headers };

function connect(url: string, connections: number = CONNECTIONS) {
  const pool = new Pool(url, { connections });
  const headers = { 'content-type': 'application/json' };
  const textOf = async (method: 'GET' | 'POST', path: string, { body, more }: Sent) => {
    const answer = await pool.request({
      method,
      path,
      headers: body === null ? more : { ...headers, ...more },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    return text;
  };
  return {
    post: (path: string, body: object, more: Headers = {}) =>
      textOf('POST', path, { body: JSON.stringify(body), more }),
    get: (path: string, more: Headers = {}) => textOf('GET', path, { body: null, more }),
    close: () => pool.close(),
  };
}

function sessionIdIn(text: string): string {
  const [, sessionId] = /"sessionId":"([^"]+)"/.exec(text) ?? [];
  if (sessionId === undefined) throw new Error(`No session in ${text}`);
  return sessionId;
}

function expectIn(text: string, part: string | number): void {
  if (!text.includes(String(part))) throw new Error(`Not the answer that was expected: ${text}`);
}
