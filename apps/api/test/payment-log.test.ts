import { expect, test } from 'vitest';
import { referenceOf } from '../src/db/session-reference.ts';
import { createLog } from '../src/log.ts';
import { MARKS, makeMarkedPayments } from './support/marked-payments.ts';
import { newSession, outcomeOnce, press, SERVICE_TOKEN, startWorld, unknownCard } from './support/world.ts';

type Line = Record<string, unknown> & { readonly msg: string };

/** A log that is kept, and its lines. */
function keptLog(level = 'info') {
  const lines: Line[] = [];
  return { lines, log: createLog(level, { write: (line) => void lines.push(JSON.parse(line)) }) };
}

const stepsOf = (lines: readonly Line[], sessionId: string) =>
  lines.filter(({ session, action }) => session === referenceOf(sessionId) && action !== undefined);

test('a paid session: one line for each step of its payment, with the request that made it', async () => {
  const { lines, log } = keptLog();
  await using world = await startWorld({}, {}, log);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));

  const steps = stepsOf(lines, sessionId);
  expect(steps.map(({ action, from, state }) => [action, from, state])).toEqual([
    ['payment.creating', undefined, 'creating'],
    ['payment.created', 'creating', 'created'],
    ['payment.confirming', 'created', 'confirming'],
    ['payment.charged', 'confirming', 'succeeded'],
  ]);
  const [first, ...moved] = steps;
  expect(new Set(steps.map(({ attemptId }) => attemptId)).size).toBe(1);
  expect(new Set(steps.map(({ requestId }) => requestId))).toEqual(new Set([first?.requestId]));
  expect(first?.requestId).toMatch(/^req_[a-z]{14}$/);
  for (const step of moved)
    expect(step).toMatchObject({
      actor: 'shopper',
      msg: 'payment step',
      paymentId: expect.any(String),
      ms: expect.any(Number),
      totalMs: expect.any(Number),
    });
});

test('a decline is logged with its code', async () => {
  const { lines, log } = keptLog();
  await using world = await startWorld({}, {}, log);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: unknownCard() }));
  expect(stepsOf(lines, sessionId).at(-1)).toMatchObject({ state: 'declined', decline: expect.any(String) });
});

test('an outcome that was unknown and then resolved is logged as such, by the job that resolved it', async () => {
  const { lines, log } = keptLog();
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' }, {}, log);
  const { faults } = world.sandbox.control;
  await faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
  // The read before the confirm works, each try of the one after it fails.
  await faults.add({ operation: 'read', kind: 'latency', delayMs: 0, count: 1 });
  await faults.add({ operation: 'read', kind: 'status', status: 503, count: 3 });
  await faults.add({ operation: 'list', kind: 'status', status: 503 });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await outcomeOnce(world, sessionId, 'succeeded');

  const steps = stepsOf(lines, sessionId);
  expect(steps.find(({ state }) => state === 'confirm_unknown')).toMatchObject({
    msg: 'payment step: the outcome is not known yet',
  });
  expect(steps.at(-1)).toMatchObject({
    state: 'succeeded',
    job: 'attempts',
    actor: 'reconciler',
    resolved: 'confirm',
    msg: 'payment step: an unknown outcome is resolved',
  });
});

test('a refund is logged from its request to its end', async () => {
  const { lines, log } = keptLog();
  await using world = await startWorld({}, {}, log);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const { paymentId } = await world.service.sessions.get.query({ sessionId });
  await world.service.payments.refund.mutate({ paymentId: String(paymentId) });
  const states = () =>
    lines.flatMap(({ action, state }) => (String(action).startsWith('refund.') ? [state] : []));
  expect(states().slice(0, 2)).toEqual(['requested', 'pending']);
});

test('the reference of an error response leads to its line', async () => {
  const { lines, log } = keptLog();
  await using world = await startWorld({}, {}, log);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${world.api.url}${path}`, init).then((response) => response.json() as Promise<unknown[]>);
  const json = { 'content-type': 'application/json' };
  const answers: readonly (readonly [string, unknown])[] = [
    ['INVALID_INPUT', await call('/trpc/checkout.create', { method: 'POST', headers: json, body: '{}' })],
    ['UNAUTHORIZED', await call('/trpc/payments.list?input=%7B%7D')],
    // A batch of one, which tRPC's adapter answers.
    ['UNAUTHORIZED', (await call('/trpc/payments.list?batch=1&input=%7B%220%22%3A%7B%7D%7D')).at(0)],
    ['NOT_FOUND', await call('/trpc/no.such')],
    ['NOT_FOUND', await call('/webhooks/none', { method: 'POST' })],
    ['INVALID_INPUT', await call('/%zz')],
    [
      'TOO_LARGE',
      await call('/trpc/checkout.create', { method: 'POST', headers: json, body: `"${'a'.repeat(70_000)}"` }),
    ],
  ];
  for (const [reason, answer] of answers) {
    const { data } = (answer as { error: { data: Record<string, unknown> } }).error;
    expect(data).toMatchObject({ reason, reference: expect.stringMatching(/^req_[a-z]{14}$/) });
    expect(lines.filter(({ requestId }) => requestId === data.reference)).toEqual([
      expect.objectContaining({ reason, msg: 'a call was answered with an error' }),
    ]);
  }
  const refused = (await call('/webhooks/inflow', { method: 'POST', body: '{}' })) as unknown as {
    reference: string;
  };
  expect(lines.filter(({ requestId }) => requestId === refused.reference)).toHaveLength(1);
});

test('no line has a card, an e-mail address or the id of a session', async () => {
  const { lines, log } = keptLog('trace');
  await using world = await startWorld({}, {}, log);
  const { sessions, paid, number } = await makeMarkedPayments(world);
  const { email, cvc } = MARKS;
  const misplaced = `/trpc/${paid}?email=${email}&number=${number}`;
  await fetch(`${world.api.url}${misplaced}`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });

  const written = JSON.stringify(lines);
  for (const sessionId of sessions) expect(written).toContain(referenceOf(sessionId));
  for (const secret of [email, number, ...sessions]) expect(written).not.toContain(secret);
  // Three digits are in many a number: of a time, a duration, an id.
  expect(written).not.toMatch(new RegExp(`(?<![\\w.-])${cvc}(?![\\w.-])`));
});
