import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { startApi } from '../src/app.ts';
import { readEnvironment } from '../src/env.ts';
import { createLog } from '../src/log.ts';
import { createClient, newSession, press, startWorld, type World } from './support/world.ts';

const NUMBER = '378282246310005';
const CVC = '7391';

/** An api on the world's database whose every log line is kept. */
async function startListened(world: World) {
  const lines: string[] = [];
  const api = await startApi(
    readEnvironment({
      INFLOW_API_KEY: 'inflow_priv_bugs',
      INFLOW_API_BASE_URL: world.sandbox.apiUrl,
      INFLOW_CARD_BASE_URL: world.sandbox.cardUrl,
      DATABASE_URL: world.databaseUrl,
      ATTEMPT_LIMITS: 'off',
      STORE: 'on',
      PORT: '0',
      LOG_LEVEL: 'trace',
    }),
    createLog('trace', { write: (line) => lines.push(line) }),
  );
  return { api, lines };
}

/** Says everything that the code in the middle of a payment can get hold of, in every way that an error can. */
function careless(held: unknown): Error {
  const said = `${inspect(held, { depth: null, showHidden: true })} ${JSON.stringify(held)}`;
  return Object.assign(new Error(said, { cause: new AggregateError([new Error(said)], said) }), {
    held,
    body: said,
  });
}

test('a bug in the middle of a payment tells neither its caller nor the log what the card was', async () => {
  await using world = await startWorld();
  const { api, lines } = await startListened(world);
  await using _api = api;
  const seen: unknown[] = [];
  Object.assign(api.deps.inflow, {
    createPayment(request: unknown): never {
      seen.push(request);
      throw careless(request);
    },
  });
  const sessionId = await newSession(createClient(api.url));
  const answer = await fetch(`${api.url}/trpc/checkout.pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press(sessionId, { number: NUMBER, cvc: CVC })),
  });
  const said = (await answer.text()) + lines.join('');
  expect(seen).toHaveLength(1);
  expect(careless(seen).message, 'the card was within its reach').toContain('[card]');
  expect(lines.join(''), 'and the bug was logged').toContain('card-bugs.test');
  for (const part of [NUMBER, NUMBER.slice(-8), CVC, '"cvc"']) expect(said).not.toContain(part);
});

test('a bug before the attempt begins is an INTERNAL that repeats nothing', async () => {
  await using world = await startWorld();
  const { api, lines } = await startListened(world);
  await using _api = api;
  Object.assign(api.deps.fingerprints, {
    input(input: unknown): never {
      throw careless(input);
    },
  });
  const sessionId = await newSession(createClient(api.url));
  const answer = await fetch(`${api.url}/trpc/checkout.pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press(sessionId, { number: NUMBER, cvc: CVC })),
  });
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(JSON.parse(text).error.data).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    httpStatus: 500,
    outcomeKnown: false,
    reason: 'INTERNAL',
    reference: expect.stringMatching(/^req_[a-z]{14}$/),
  });
  expect(lines.join('')).toContain('a procedure failed');
  for (const part of [NUMBER, CVC, 'card-bugs']) expect(text).not.toContain(part);
  for (const part of [NUMBER, CVC]) expect(lines.join('')).not.toContain(part);
});
