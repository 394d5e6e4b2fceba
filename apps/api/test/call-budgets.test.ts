import { expect, test } from 'vitest';
import {
  countRequests,
  createClient,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const behindProxy = { TRUSTED_PROXIES: '127.0.0.1' };
const [FLOOD, OTHER] = ['203.0.113.7', '198.51.100.7'];

/** Calls `checkout.create` with an input that is refused later, so that it costs little. */
function attempt({ api }: World, from: string, token?: string): Promise<Response> {
  return fetch(`${api.url}/trpc/checkout.create`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: '{}',
  });
}

/** The first response that is a refusal of the budget, of at most 2,000 calls. */
async function flood(world: World): Promise<Response | null> {
  for (let count = 0; count < 2_000; count += 20) {
    const responses = await Promise.all(Array.from({ length: 20 }, () => attempt(world, FLOOD)));
    const refused = responses.find(({ status }) => status === 429);
    if (refused !== undefined) return refused;
  }
  return null;
}

test('a network that floods create is told to slow down, and others go on', async () => {
  await using world = await startWorld(behindProxy);
  const refused = await flood(world);
  expect(await refused?.json()).toMatchObject({
    error: { data: { reason: 'SLOW_DOWN', outcomeKnown: true, retryAfter: 1 } },
  });
  expect(refused?.headers.get('retry-after')).toBe('1');

  expect((await attempt(world, OTHER)).status).toBe(400);
  await newSession(createClient(world.api.url, undefined, OTHER));
  // Neither a service behind the same address nor what else its shoppers do is held up.
  const burst = await Promise.all(Array.from({ length: 50 }, () => attempt(world, FLOOD, SERVICE_TOKEN)));
  expect(burst.map(({ status }) => status)).not.toContain(429);
  const shopper = createClient(world.api.url, undefined, FLOOD);
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Any', price: 900, quantity: 1 }],
    currency: 'EUR',
  });
  expect(await shopper.checkout.pay.mutate(press(sessionId))).toMatchObject({ status: 'succeeded' });
});

test('ATTEMPT_LIMITS=off switches the budgets off as well', async () => {
  await using world = await startWorld({ ...behindProxy, ATTEMPT_LIMITS: 'off' });
  expect(await flood(world)).toBe(null);
});

test('complete: a session does not make each call a call to Inflow', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  const before = await countRequests(world, 'read');
  const reasons = await Promise.all(
    Array.from({ length: 200 }, () => reasonOf(world.shopper.checkout.complete.mutate({ sessionId }))),
  );
  // Ten, and one every two seconds, of which a slow machine may see several.
  expect((await countRequests(world, 'read')) - before).toBeLessThanOrEqual(60);
  expect(new Set(reasons)).toEqual(new Set([null, 'SLOW_DOWN']));

  const other = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(other, { number: '4000020000000000' }));
  expect(await world.shopper.checkout.complete.mutate({ sessionId: other })).toMatchObject({
    status: 'requires_action',
  });
});
