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

const press = (sessionId: string) => ({
  sessionId,
  attemptKey: randomUUID(),
  customer: {
    email: 'shopper@example.com',
    firstName: 'Ada',
    lastName: 'Byron',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
  },
  paymentMethod: {
    type: 'card',
    card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
  },
});

/** `adapter` adds a parameter that nobody reads, which sends each call through tRPC's own adapter. */
export function apiShop(url: string, pid: number, through: 'plain' | 'adapter'): Shop {
  const { post, get, close } = connect(url);
  const more = through === 'adapter' ? ['for=adapter'] : [];
  const query = (...parameters: string[]) => [...parameters, ...more].join('&').replace(/^(?=.)/, '?');
  const inputOf = (input: object) => query(`input=${encodeURIComponent(JSON.stringify(input))}`);
  return {
    name: 'api',
    pid,
    create: async () =>
      sessionIdIn(await post(`/trpc/checkout.create${query()}`, { items: [{ sku: 'pro', quantity: 1 }] })),
    get: async (sessionId) => expectIn(await get(`/trpc/checkout.get${inputOf({ sessionId })}`), 4999),
    async quote(sessionId) {
      const input = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
      expectIn(await get(`/trpc/checkout.quote${inputOf(input)}`), 5999);
    },
    pay: async (sessionId) =>
      expectIn(await post(`/trpc/checkout.pay${query()}`, press(sessionId)), '"succeeded"'),
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
    pay: async (sessionId) => expectIn(await post('/pay', press(sessionId)), '"succeeded"'),
    close,
  };
}

function connect(url: string) {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const headers = { 'content-type': 'application/json' };
  const textOf = async (method: 'GET' | 'POST', path: string, body: string | null) => {
    const answer = await pool.request({ method, path, headers: body === null ? {} : headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    return text;
  };
  return {
    post: (path: string, body: object) => textOf('POST', path, JSON.stringify(body)),
    get: (path: string) => textOf('GET', path, null),
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
