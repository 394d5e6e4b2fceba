import { once } from 'node:events';
import { type ClientRequest, request as call, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { answerErrors } from './error-answers.ts';
import { addOverloadRules } from './overload-rules.ts';
import { createSessionPace, type SessionPace } from './session-pace.ts';
import { createSlowRefusals } from './slow-refusals.ts';

let app: FastifyInstance;
afterEach(() => app.close());

/** A server whose clock stands, congested to its least pace: one session is let in, three wait, more are refused. */
async function startCongested() {
  let time = 0;
  const pace = createSessionPace(() => time);
  while (pace.perSecond() > 5) {
    time += 1_000;
    pace.adjust({ ms: 100, isCongested: true, isSevere: true });
  }
  const arrived: ('refused' | 'has a place')[] = [];
  const observed: SessionPace = {
    ...pace,
    enter() {
      const place = pace.enter();
      arrived.push(place === null ? 'refused' : 'has a place');
      return place;
    },
  };
  app = Fastify();
  answerErrors(app, () => undefined);
  addOverloadRules(app, {
    turns: new Map([['sessions.create', 'new']]),
    refusals: createSlowRefusals(AbortSignal.abort()),
    paces: { new: observed, store: observed },
    registry: new Registry(),
  });
  app.get('/trpc/sessions.create', async () => ({ made: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    /** What became of it is known when this comes back. */
    async ask() {
      const { port } = app.server.address() as AddressInfo;
      const asked = call({ port, host: '127.0.0.1', path: '/trpc/sessions.create', agent: false });
      const status = statusOf(asked);
      asked.end();
      const before = arrived.length;
      await expect.poll(() => arrived.length).toBeGreaterThan(before);
      return { asked, status, arrival: arrived[before] };
    },
    letNextIn: () => {
      time += 200;
    },
  };
}

/** Null where the connection ends before. */
async function statusOf(asked: ClientRequest): Promise<number | null> {
  const answer: IncomingMessage | null = await once(asked, 'response').then(
    ([each]) => each,
    () => null,
  );
  answer?.resume();
  return answer?.statusCode ?? null;
}

test('overload: a caller who hangs up while its session waits leaves its place to the next', async () => {
  const { ask, letNextIn } = await startCongested();
  const first = await ask();
  expect(await first.status).toBe(200);
  const waiting = [await ask(), await ask(), await ask()];
  expect(waiting.map(({ arrival }) => arrival)).not.toContain('refused');
  const refused = await ask();
  expect(refused.arrival).toBe('refused');
  expect(await refused.status).toBe(503);

  for (const { asked } of waiting) asked.destroy();
  // Until the server has seen that they have gone.
  let next = await ask();
  while (next.arrival === 'refused') next = await ask();
  letNextIn();
  expect(await next.status).toBe(200);
});
