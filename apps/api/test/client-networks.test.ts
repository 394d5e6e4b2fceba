import { createTRPCClient, httpLink } from '@trpc/client';
import { expect, test } from 'vitest';
import type { AppRouter } from '../src/trpc/router.ts';
import { press, startWorld, unknownCard, type World } from './support/world.ts';

type Headers = Readonly<Record<string, string>>;
type Setting = {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What arrives here of the attacker's request of this number. `forged` is another IP address each time, of the attacker's choice. */
  readonly headers: (forged: string, number: number) => Headers;
  /** Where it is not the budget of one network. */
  readonly most?: number;
};

const CARDS = 120;
const LISTED = { TRUSTED_PROXIES: '127.0.0.1' };
const ATTACKER = '203.0.113.9';

const forwarded = (value: string) => ({ 'x-forwarded-for': value });

/** As the documentation of each proxy says that it writes them; what the attacker sent itself comes first. */
const SETTINGS: readonly Setting[] = [
  { name: 'no proxy, and headers that the attacker made up', headers: forwarded },
  {
    name: 'no proxy, and a Forwarded that the attacker made up',
    headers: (forged) => ({ forwarded: `for=${forged}` }),
  },
  {
    name: 'nginx ($proxy_add_x_forwarded_for), Caddy, an AWS load balancer',
    variables: LISTED,
    headers: (forged) => forwarded(`${forged}, ${ATTACKER}`),
  },
  {
    name: 'HAProxy (option forwardfor), which adds a header line of its own',
    variables: LISTED,
    headers: (forged) => forwarded(`${forged},${ATTACKER}`),
  },
  {
    name: 'HAProxy (option forwarded), which leaves X-Forwarded-For to the client',
    variables: LISTED,
    headers: (forged) => ({ 'x-forwarded-for': forged, forwarded: `proto=https;for=${ATTACKER}` }),
  },
  {
    name: 'the same, where Forwarded is what is believed',
    variables: { ...LISTED, FORWARDED_HEADER: 'forwarded' },
    headers: (forged, number) => ({
      'x-forwarded-for': forged,
      forwarded: `for=${forged};by="_x\\"", For="${ATTACKER}:${4000 + number}";proto=http`,
    }),
  },
  {
    name: 'a Forwarded whose quotes the attacker left open',
    variables: { ...LISTED, FORWARDED_HEADER: 'forwarded' },
    headers: (forged) => ({ forwarded: `for=${forged};x=", for=${ATTACKER};by="_x"` }),
  },
  {
    name: 'Azure Application Gateway, which writes the port',
    variables: LISTED,
    headers: (forged, number) => forwarded(`${forged}, ${ATTACKER}:${4000 + number}`),
  },
  {
    name: 'an AWS load balancer that keeps the port, over IPv6',
    variables: LISTED,
    headers: (forged, number) =>
      forwarded(`${forged}, [2001:db8:1:2::${number.toString(16)}]:${4000 + number}`),
  },
  {
    name: 'an attacker with a whole IPv6 /48',
    variables: LISTED,
    headers: (_forged, number) => forwarded(`2001:db8:1:${number.toString(16)}::1`),
    most: 80,
  },
  {
    name: 'a proxy that does not know its client',
    variables: LISTED,
    headers: (forged) => forwarded(`${forged}, unknown`),
  },
  {
    name: 'a proxy that hides its client',
    variables: { ...LISTED, FORWARDED_HEADER: 'forwarded' },
    headers: (forged, number) => ({ forwarded: `for=${forged}, for="_hidden${number}"` }),
  },
  {
    name: 'a second proxy that is not listed',
    variables: LISTED,
    headers: (forged) => forwarded(`${forged}, 10.0.0.7`),
  },
  {
    name: 'a proxy that says nothing',
    variables: LISTED,
    headers: () => ({}),
  },
  {
    name: 'Cloudflare before nginx, with the addresses of both listed',
    variables: { TRUSTED_PROXIES: '127.0.0.1,198.51.100.0/24' },
    headers: (forged) => forwarded(`${forged.replace('198.18.', '192.0.2.')}, ${ATTACKER}, 198.51.100.7`),
  },
];

/** The number of cards that Inflow was asked about, of so many that are tried one after the other, each in a session of its own. */
async function cardsLetThrough(world: World, headers: Setting['headers']): Promise<number> {
  let number = 0;
  const link = httpLink({
    url: `${world.api.url}/trpc`,
    headers: () => headers(`198.18.${number >> 8}.${number & 255}`, number),
  });
  const client = createTRPCClient<AppRouter>({ links: [link] });
  for (number = 1; number <= CARDS; number += 1) {
    const { sessionId } = await client.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
    const input = press(sessionId, { number: unknownCard(), email: `someone${number}@example.com` });
    await client.checkout.pay.mutate(input).catch(() => undefined);
  }
  const requests = await world.sandbox.control.requests();
  return requests.filter(({ method, path }) => method === 'POST' && path === '/api/server/payment').length;
}

test.each(SETTINGS)(
  'one attacker does not get 120 cards through: $name',
  async ({ variables, headers, most = 40 }) => {
    await using world = await startWorld(variables);
    const through = await cardsLetThrough(world, headers);
    expect(through).toBeGreaterThan(0);
    expect(through).toBeLessThanOrEqual(most);
  },
);
