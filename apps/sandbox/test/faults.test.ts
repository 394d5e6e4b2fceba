import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { documentedCreate, inflowAt, withCard } from './inflow.ts';

const apiKey = 'inflow_priv_faults';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());
const inflow = () => inflowAt({ ...sandbox, apiKey });
const charges = async () => (await sandbox.control.ledger()).length;
const rawCreate = (body = documentedCreate(), signal?: AbortSignal) =>
  fetch(`${sandbox.cardUrl}/api/server/payment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-inflow-api-key': apiKey },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });

test('drop_before: the connection ends and nothing was done', async () => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
  await expect(rawCreate()).rejects.toThrow();
  expect(await charges()).toBe(0);
  expect((await rawCreate()).status).toBe(201);
});

test('work_then_drop: the connection ends although the customer was charged', async () => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  await expect(rawCreate()).rejects.toThrow();
  expect(await charges()).toBe(1);
});

test.each([
  ['hang', 0],
  ['work_then_hang', 1],
] as const)('%s: no answer comes; charges made: %i', async (kind, made) => {
  await sandbox.control.faults.add({ operation: 'create', kind });
  const giveUp = new AbortController();
  const answer = rawCreate(documentedCreate(), giveUp.signal);
  for (let seen = 0; seen === 0; )
    seen = (await sandbox.control.requests()).filter(({ fault }) => fault === kind).length;
  expect(await charges()).toBe(made);
  giveUp.abort();
  await expect(answer).rejects.toThrow();
});

test('status: 429 in the documented form with Retry-After', async () => {
  await sandbox.control.faults.add({
    operation: 'read',
    kind: 'status',
    status: 429,
    retryAfter: 7,
    count: 1,
  });
  const answer = await inflow().api('GET', '/api/payment/pay_1');
  expect(answer).toMatchObject({ status: 429, body: { statusCode: 429 } });
  expect(answer.headers.get('retry-after')).toBe('7');
});

test.each([500, 502, 503, 504])('status: %i is a page of HTML and nothing was done', async (status) => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'status', status, count: 1 });
  const answer = await rawCreate();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html']);
  expect(await charges()).toBe(0);
});

test('work_then_status: 502 although the customer was charged', async () => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'work_then_status', status: 502, count: 1 });
  expect((await rawCreate()).status).toBe(502);
  expect(await charges()).toBe(1);
});

test('truncated: the body ends half way', async () => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'truncated', count: 1 });
  const answer = await rawCreate();
  expect(answer.status).toBe(201);
  await expect(answer.text()).rejects.toThrow();
  expect(await charges()).toBe(1);
});

test('not_json: a success whose body is HTML', async () => {
  await sandbox.control.faults.add({ operation: 'create', kind: 'not_json', count: 1 });
  const answer = await rawCreate();
  expect([answer.status, await answer.text()]).toEqual([201, expect.stringContaining('<html>')]);
});

test('latency: the response is the ordinary one', async () => {
  await sandbox.control.faults.add({ operation: 'any', kind: 'latency', delayMs: 1, count: 1 });
  expect((await rawCreate()).status).toBe(201);
  expect(await sandbox.control.faults.list()).toMatchObject([{ hits: 1, left: 0 }]);
});

test('a fault for one test card applies to that card and its payments only', async () => {
  await sandbox.control.faults.add({
    operation: 'any',
    kind: 'status',
    status: 500,
    card: '5555555555554444',
  });
  const plain = await inflow().pay(withCard('4242424242424242'));
  expect(plain).toMatchObject({ depositStatus: 'requires_confirmation' });
  const struck = await rawCreate(withCard('5555555555554444'));
  expect(struck.status).toBe(500);
});

test('a probability is drawn from the seed: the same seed gives the same responses', async () => {
  const run = async (seed: number) => {
    await sandbox.control.reset({ seed });
    await sandbox.control.faults.add({ operation: 'list', kind: 'status', status: 429, probability: 0.5 });
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) statuses.push((await inflow().api('GET', '/api/payment')).status);
    return statuses;
  };
  const [first, again, other] = [await run(7), await run(7), await run(8)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 429]));
});

test('an invalid fault is refused, and faults can be cleared', async () => {
  await expect(
    sandbox.control.faults.add({ operation: 'create', kind: 'status', status: 200 }),
  ).rejects.toThrow('status');
  const { id } = await sandbox.control.faults.add({ operation: 'create', kind: 'hang' });
  await sandbox.control.faults.clear(id);
  expect(await sandbox.control.faults.list()).toEqual([]);
});
