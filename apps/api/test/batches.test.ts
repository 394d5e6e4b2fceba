import type { AnyRouter } from '@trpc/server';
import { expect, test } from 'vitest';
import { aloneProcedures } from '../src/trpc/procedures.ts';
import { appRouter } from '../src/trpc/router.ts';
import { newSession, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

const headers = { 'content-type': 'application/json', authorization: `Bearer ${SERVICE_TOKEN}` };
const order = { items: [{ sku: 'pro', quantity: 1 }] };

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const pathOf = (names: readonly string[], comma = ',') => `/trpc/${names.join(comma)}?batch=1`;

async function send(world: World, path: string, body: string): Promise<{ status: number; said: unknown }> {
  const response = await fetch(`${world.api.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, said: await response.json() };
}

const countSessions = async ({ service }: World) => (await service.sessions.list.query({})).sessions.length;

test('every mutation is one that is not batched', () => {
  const all: [string, { _def: { type?: string } }][] = Object.entries(
    (appRouter as AnyRouter)._def.procedures,
  );
  const mutations = all.flatMap(([name, { _def }]) => (_def.type === 'mutation' ? [name] : []));
  expect([...aloneProcedures(appRouter)].sort()).toEqual(mutations.sort());
  for (const name of ['checkout.pay', 'endpoints.replay', 'sessions.acknowledge'])
    expect(aloneProcedures(appRouter)).toContain(name);
  expect(mutations.length).toBeGreaterThan(8);
});

test('one request does not make 124 sessions', async () => {
  await using world = await startWorld();
  const body = JSON.stringify(Object.fromEntries(times(124, order).entries()));
  expect(await send(world, pathOf(times(124, 'checkout.create')), body)).toMatchObject({ status: 413 });
  expect(await countSessions(world)).toBe(0);
});

test('a batch with something that is changed in it is refused as a whole', async () => {
  await using world = await startWorld();
  for (const name of aloneProcedures(appRouter)) {
    if (name === 'checkout.pay' || name === 'payments.create') continue;
    for (const path of [
      pathOf(['catalog.list', name]),
      pathOf([name, name], '%2C'),
      `/trpc/${name},${name}`,
      `/trpc/${name},`,
    ]) {
      expect([path, await send(world, path, JSON.stringify({ 0: order, 1: order }))]).toMatchObject([
        path,
        { status: 400, said: { error: { data: { reason: 'NOT_IN_BATCH', outcomeKnown: true } } } },
      ]);
    }
  }
  expect(await countSessions(world)).toBe(0);
});

test('a batch that is refused is refused before its body is read', async () => {
  await using world = await startWorld();
  const notJson = await send(world, pathOf(times(2, 'checkout.create')), '{');
  expect(notJson).toMatchObject({ said: { error: { data: { reason: 'NOT_IN_BATCH' } } } });
});

test('ten reads are a batch, eleven are too many, and a single call in the form of a batch is served', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const read = async (count: number) => {
    const input = encodeURIComponent(
      JSON.stringify(Object.fromEntries(times(count, { sessionId }).entries())),
    );
    return fetch(`${world.api.url}${pathOf(times(count, 'checkout.get'))}&input=${input}`);
  };
  const ten = await read(10);
  expect(await ten.json()).toHaveLength(10);
  const eleven = await read(11);
  expect(await eleven.json()).toMatchObject({ error: { data: { reason: 'TOO_LARGE', httpStatus: 413 } } });
  expect(await send(world, '/trpc/checkout.create?batch=1', JSON.stringify({ 0: order }))).toMatchObject({
    status: 200,
  });
});

test('a service reads a hundred at once, and a hundred and one are too many', async () => {
  await using world = await startWorld();
  const input = JSON.stringify(Object.fromEntries(times(101, {}).entries()));
  const hundred = await send(world, pathOf(times(100, 'checkout.quote')), input);
  expect(hundred.said).toHaveLength(100);
  expect(await send(world, pathOf(times(101, 'sessions.list')), input)).toMatchObject({
    status: 413,
    said: { error: { data: { reason: 'TOO_LARGE' } } },
  });
});

test("a batch's inputs may be a list, as PHP writes them", async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const answer = await send(
    world,
    pathOf(['sessions.get', 'sessions.list', 'sessions.list']),
    JSON.stringify([{ sessionId }, [], null]),
  );
  expect(answer.said).toMatchObject([
    { result: { data: { sessionId } } },
    { result: { data: { sessions: [{ sessionId }] } } },
    { result: { data: { sessions: [{ sessionId }] } } },
  ]);
});
