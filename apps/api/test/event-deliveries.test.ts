import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import {
  createClient,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

async function subscribe(world: World, receiver: Receiver, types?: ['session.completed']) {
  const { endpointId, secret } = await world.service.endpoints.create.mutate({ url: receiver.url, types });
  receiver.secret = secret;
  return endpointId;
}

async function pay(world: World): Promise<string> {
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  return sessionId;
}

const typesAt = (receiver: Receiver, sessionId: string) =>
  receiver.accepted.filter(({ event }) => event.sessionId === sessionId).map(({ event }) => event.type);
const PAID = ['payment.authorized', 'session.completed'];

test('events are sent signed, as they are listed, in order within a session and to each endpoint of its types', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  await using all = await startReceiver();
  await using some = await startReceiver();
  await pay(world);
  await subscribe(world, all);
  await subscribe(world, some, ['session.completed']);
  const sessions = await Promise.all(Array.from({ length: 8 }, () => pay(world)));
  for (const sessionId of sessions) {
    await expect.poll(() => typesAt(all, sessionId)).toEqual(PAID);
    await expect.poll(() => typesAt(some, sessionId)).toEqual(['session.completed']);
  }
  // Nothing from before the endpoint, nothing twice, and the same text as in the list.
  const { events } = await world.service.events.list.query({ after: '2' });
  expect(all.accepted.map(({ event }) => event).sort(byId)).toEqual([...events].sort(byId));
  expect(all.accepted.every(({ id, event }) => id === event.id)).toBe(true);
  expect([all.forged, some.forged]).toEqual([0, 0]);
});

const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);

test('an endpoint that fails, is slow, redirects or lies delays no other, and gets all of it in order afterwards', async () => {
  await using world = await startWorld();
  await using good = await startReceiver();
  await using bad = await startReceiver();
  await subscribe(world, good);
  const endpointId = await subscribe(world, bad);
  const answers: Receiver['answer'][] = [
    (_request, response) => void response.writeHead(500).end('x'.repeat(5_000)),
    (_request, response) => void response.writeHead(302, { location: good.url }).end(),
    (request) => void request.socket.destroy(),
    (_request, response) => void response.writeHead(503, { 'content-length': '100000' }).write('short'),
  ];
  let asked = 0;
  bad.answer = (request, response, received) =>
    answers[asked++ % answers.length]?.(request, response, received);
  const sessionId = await pay(world);
  await expect.poll(() => typesAt(good, sessionId)).toEqual(PAID);
  const hurry = () =>
    query(
      world,
      "update event_deliveries set due_at = now() where state = 'waiting'; update endpoints set blocked_until = null",
    );
  await expect
    .poll(
      async () => {
        await hurry();
        return asked;
      },
      { interval: 300 },
    )
    .toBeGreaterThanOrEqual(answers.length);
  const waiting = async () =>
    (await world.service.endpoints.deliveries.query({ endpointId, state: 'waiting' })).deliveries;
  await expect
    .poll(async () => (await waiting()).at(-1)?.attempts.length)
    .toBeGreaterThanOrEqual(answers.length);
  const deliveries = await waiting();
  expect(deliveries.map(({ type }) => type)).toEqual([...PAID].reverse());
  const tries = deliveries.at(-1)?.attempts ?? [];
  expect(tries.map(({ status }) => status)).toEqual(expect.arrayContaining([500, 302, null, 503]));
  expect(tries.find(({ status }) => status === 500)?.answer).toHaveLength(1_024);
  // The second of the session has not been tried: the first still waits.
  expect(deliveries[0]?.tries).toBe(0);
  expect(good.accepted).toHaveLength(2);

  bad.answer = (_request, response) => void response.writeHead(200).end('ok');
  await hurry();
  await expect.poll(() => typesAt(bad, sessionId)).toEqual(PAID);
  expect(bad.forged).toBe(0);
});

test('an endpoint that takes nothing for two days is paused and says so; resumed, it gets what it has missed', async () => {
  await using world = await startWorld();
  await using good = await startReceiver();
  await using bad = await startReceiver();
  await subscribe(world, good);
  const endpointId = await subscribe(world, bad);
  bad.answer = (_request, response) => void response.writeHead(500).end();
  const first = await pay(world);
  await expect
    .poll(() =>
      query(world, `select failures from endpoints where id = '${endpointId}' and failing_since is not null`),
    )
    .toHaveLength(1);
  await query(
    world,
    `update endpoints set failing_since = failing_since - interval '49 hours', blocked_until = null where failing_since is not null;
     update event_deliveries set due_at = now() where state = 'waiting'`,
  );
  const stateOf = async () => {
    const { endpoints } = await world.service.endpoints.list.query();
    return endpoints.find((endpoint) => endpoint.endpointId === endpointId);
  };
  await expect.poll(async () => (await stateOf())?.state).toBe('paused');
  expect(await stateOf()).toMatchObject({ pausedBecause: expect.stringContaining('two days') });
  await expect.poll(() => good.accepted.map(({ event }) => event.type)).toContain('endpoint.paused');
  const metrics = async () =>
    (
      await fetch(`${world.api.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } })
    ).text();
  await expect.poll(metrics).toContain('checkout_paused_endpoints 1');

  const second = await pay(world);
  await expect.poll(() => typesAt(good, second)).toEqual(PAID);
  expect(bad.accepted).toEqual([]);
  bad.answer = (_request, response) => void response.writeHead(204).end();
  await world.service.endpoints.update.mutate({ endpointId, state: 'active' });
  for (const sessionId of [first, second]) await expect.poll(() => typesAt(bad, sessionId)).toEqual(PAID);
  // Taken by the endpoint first, written down after that.
  await expect.poll(stateOf).toMatchObject({
    state: 'active',
    pausedBecause: null,
    failingSince: null,
    waiting: 0,
  });
});

test('a secret is replaced with an overlap, and events are replayed: one, and a range', async () => {
  await using world = await startWorld();
  await using receiver = await startReceiver();
  const endpointId = await subscribe(world, receiver);
  const earlier = receiver.secret;
  const { secret } = await world.service.endpoints.rotateSecret.mutate({ endpointId });
  const one = await pay(world);
  await expect.poll(() => typesAt(receiver, one)).toEqual(PAID);
  receiver.secret = secret;
  const two = await pay(world);
  await expect.poll(() => typesAt(receiver, two)).toEqual(PAID);
  expect(receiver.forged).toBe(0);
  await world.service.endpoints.rotateSecret.mutate({ endpointId, overlapHours: 0 });
  receiver.secret = earlier;
  await pay(world);
  await expect.poll(() => receiver.forged).toBeGreaterThan(0);

  receiver.secret = (await world.service.endpoints.rotateSecret.mutate({ endpointId })).secret;
  const before = receiver.accepted.length;
  const eventId = receiver.accepted[0]?.id ?? '';
  expect(await world.service.endpoints.replay.mutate({ endpointId, eventId })).toEqual({ events: 1 });
  await expect.poll(() => receiver.accepted.filter(({ id }) => id === eventId)).toHaveLength(2);
  expect(await world.service.endpoints.replay.mutate({ endpointId, after: '0', upTo: '4' })).toEqual({
    events: 4,
  });
  await expect.poll(() => receiver.accepted.length).toBeGreaterThanOrEqual(before + 5);
  expect(
    await reasonOf(world.service.endpoints.replay.mutate({ endpointId, eventId: `evt_${'0'.repeat(32)}` })),
  ).toBe('NOT_FOUND');
});

test('events.test and wrong addresses: an endpoint cannot be made to call into a private network', async () => {
  await using world = await startWorld();
  await using receiver = await startReceiver();
  const endpointId = await subscribe(world, receiver);
  expect(await world.service.endpoints.test.mutate({ endpointId })).toMatchObject({ status: 204 });
  expect(receiver.accepted).toHaveLength(1);
  const create = (url: string) => reasonOf(world.service.endpoints.create.mutate({ url }));
  for (const url of [
    'http://shop.example/events',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://0.0.0.0/',
    'https://user:secret@shop.example/',
    'ftp://shop.example/',
    'no url',
  ])
    expect(await create(url), url).toBe('INVALID_INPUT');

  // A name that is public in its text and leads to a private address is not called either.
  let calls = 0;
  const inside = createServer((_request, response) => {
    calls += 1;
    response.end();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const address = inside.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { endpointId: named } = await world.service.endpoints.create.mutate({
    url: `https://localhost.localdomain:${port}/`,
  });
  const said = await world.service.endpoints.test.mutate({ endpointId: named });
  expect(said.status).toBeNull();
  expect(calls).toBe(0);
  inside.close();
});

test('scopes: only a token with events may change endpoints, and no list shows a secret', async () => {
  const token = 'a-token-that-may-not';
  await using world = await startWorld({
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN},shop[read+pay+refund]:${token}`,
  });
  await using receiver = await startReceiver();
  const endpointId = await subscribe(world, receiver);
  const shop = createClient(world.api.url, token);
  expect(await reasonOf(shop.endpoints.list.query())).toBe('MISSING_SCOPE');
  expect(await reasonOf(shop.endpoints.create.mutate({ url: receiver.url }))).toBe('MISSING_SCOPE');
  expect(JSON.stringify(await world.service.endpoints.list.query())).not.toContain('whsec_');
  await world.service.endpoints.delete.mutate({ endpointId });
  expect(await world.service.endpoints.list.query()).toEqual({ endpoints: [] });
  expect(await reasonOf(world.service.endpoints.delete.mutate({ endpointId }))).toBe('NOT_FOUND');
});

test('an endpoint of the configuration needs no procedure; two nodes send each event, and a killed claim is sent again', async () => {
  await using receiver = await startReceiver();
  receiver.secret = `whsec_${randomBytes(24).toString('base64')}`;
  await using world = await startWorld({
    EVENTS_URL: receiver.url,
    EVENTS_SECRET: receiver.secret,
    // All of them pay with one card at the same time.
    ATTEMPT_LIMITS: 'off',
  });
  const other = await world.startNode();
  await using _ = { [Symbol.asyncDispose]: () => other.close() };
  const sessions = await Promise.all(Array.from({ length: 10 }, () => pay(world)));
  for (const sessionId of sessions) await expect.poll(() => typesAt(receiver, sessionId)).toEqual(PAID);
  expect(receiver.accepted).toHaveLength(20);
  expect((await world.service.endpoints.list.query()).endpoints).toMatchObject([
    { endpointId: 'ep_configured', configured: true, url: receiver.url },
  ]);
  // As a node leaves it that is killed between claiming and recording.
  await query(
    world,
    "update event_deliveries set state = 'waiting', due_at = now() + interval '2 seconds' where position <= 2",
  );
  await expect.poll(() => receiver.accepted.length).toBe(22);
});

test('an endpoint that hangs takes no connection of another at its address, and what it has not been sent is given back', async () => {
  await using world = await startWorld();
  const hanging = new Set<Socket>();
  const taken = { '/hangs': 0, '/good': 0 };
  const shop = createServer((request, response) => {
    const path = request.url === '/hangs' ? '/hangs' : '/good';
    taken[path] += 1;
    if (path === '/hangs') hanging.add(request.socket);
    else response.end();
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  await using _ = { [Symbol.asyncDispose]: async () => void shop.close() };
  const address = shop.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { endpointId } = await world.service.endpoints.create.mutate({ url: `${url}/hangs` });
  await query(world, write(20));
  await expect.poll(() => hanging.size).toBe(16);
  await world.service.endpoints.create.mutate({ url: `${url}/good` });
  await query(world, write(30));
  await expect.poll(() => taken['/good']).toBe(30);
  expect(taken['/hangs']).toBe(16);
  const claims = `select count(*)::int, max(due_at) <= now() + interval '30 seconds' as ends from event_deliveries
    where endpoint_id = '${endpointId}' and tries = 1`;
  // Were this node killed, another would send them after that time.
  expect(await query(world, claims)).toEqual([{ count: 20, ends: true }]);

  const closed = world.api.close();
  expect(world.api.deps.stopping.aborted).toBe(true);
  for (const socket of hanging) socket.destroy();
  await closed;
  expect(await query(world, claims)).toMatchObject([{ count: 16 }]);
  // Sixteen that failed together are no reason to leave it alone for minutes.
  expect(
    await query(
      world,
      `select failures from endpoints where id = '${endpointId}' and blocked_until < now() + interval '2 seconds'`,
    ),
  ).toEqual([{ failures: 5 }]);
});

/** Each in a lane of its own. */
const write = (count: number) => `
  insert into events (type, data)
  select 'card_testing.ended', '{"session": null, "payment": null, "refund": null}' from generate_series(1, ${count});
  select pg_notify('checkout_session', 'events')`;
