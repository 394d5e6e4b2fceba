import { get } from 'node:http';
import { expect, test } from 'vitest';
import { createWatchPlaces } from '../src/fraud/watch-places.ts';
import { newSession, startWorld, type World } from './support/world.ts';

/** One event stream: what its server has sent so far. */
function openStream({ api }: World, sessionId: string) {
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  let said = '';
  const request = get(`${api.url}/trpc/checkout.watch?input=${input}`, { agent: false }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      said += text;
    });
    response.on('error', () => undefined);
  });
  request.on('error', () => undefined);
  return {
    isTold: () => said.includes('"version"'),
    isRefused: () => said.includes('"SLOW_DOWN"') && said.includes('"retryAfter":30'),
    [Symbol.dispose]: () => request.destroy(),
  };
}

test('watch: a session has twenty streams, the next is refused, and one that ends makes room', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  using open = new DisposableStack();
  const streams = Array.from({ length: 20 }, () => open.use(openStream(world, sessionId)));
  await expect.poll(() => streams.every((stream) => stream.isTold())).toBe(true);
  for (let count = 0; count < 3; count += 1) {
    using refused = openStream(world, sessionId);
    await expect.poll(refused.isRefused).toBe(true);
  }
  using other = openStream(world, await newSession(world.shopper));
  await expect.poll(other.isTold).toBe(true);

  streams[0]?.[Symbol.dispose]();
  await expect
    .poll(async () => {
      using again = openStream(world, sessionId);
      await expect.poll(() => again.isTold() || again.isRefused()).toBe(true);
      return again.isTold();
    })
    .toBe(true);
});

test('watch: a client is told why, and does not try again by itself', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  using open = new DisposableStack();
  const streams = Array.from({ length: 20 }, () => open.use(openStream(world, sessionId)));
  await expect.poll(() => streams.every((stream) => stream.isTold())).toBe(true);
  const error = await new Promise((resolve) => {
    world.shopper.checkout.watch.subscribe({ sessionId }, { onError: resolve });
  });
  expect(error).toMatchObject({ data: { reason: 'SLOW_DOWN', httpStatus: 429, retryAfter: 30 } });
});

test('watch: ATTEMPT_LIMITS=off sets no bound', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  const sessionId = await newSession(world.shopper);
  using open = new DisposableStack();
  const streams = Array.from({ length: 25 }, () => open.use(openStream(world, sessionId)));
  await expect.poll(() => streams.every((stream) => stream.isTold())).toBe(true);
});

/** How many places there are for streams of different sessions. */
function countPlaces(networkOf: (index: number) => string): number {
  const places = createWatchPlaces();
  let count = 0;
  try {
    for (; count < 20_000; count += 1)
      places.take({ sessionId: `cs_${count}`, network: networkOf(count), signal: undefined });
  } catch {
    return count;
  }
  return count;
}

test('watch places: a network has some of them, and a node has an end', () => {
  expect(countPlaces(() => '192.0.2.1')).toBe(500);
  expect(countPlaces((index) => `192.0.2.${index % 250}`)).toBe(5_000);
});

test('watch places: one is freed once, by its end or by its connection', () => {
  const places = createWatchPlaces();
  const take = (signal?: AbortSignal) => places.take({ sessionId: 'cs', network: '192.0.2.1', signal });
  const connection = new AbortController();
  const first = take(connection.signal);
  for (let count = 1; count < 20; count += 1) take();
  expect(() => take()).toThrow();
  connection.abort();
  first[Symbol.dispose]();
  take();
  expect(() => take()).toThrow();
  // A connection that is gone already takes none.
  expect(() => take(AbortSignal.abort())).toThrow();
});
