import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import {
  newSession,
  outcomeOnce,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  unknownCard,
  type World,
} from './support/world.ts';

const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
const metricsOf = async ({ api }: World) => (await fetch(`${api.opsUrl}/metrics`, { headers })).text();

/** The sum of a metric's series that have these labels. */
async function sumOf(world: World, name: string, labels: Record<string, string> = {}): Promise<number> {
  const lines = (await metricsOf(world)).split('\n').filter((line) => line.split(/[ {]/, 1)[0] === name);
  const matching = lines.filter((line) =>
    Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)),
  );
  return matching.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

test('a payment is counted by state, decline code and brand, and its calls are measured', async () => {
  await using world = await startWorld({ OPS_PORT: '0' });
  await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  const declined = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(declined, { number: unknownCard() }));
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(`cs_${'a'.repeat(32)}`)))).toBe('NOT_FOUND');

  const paid = { state: 'succeeded', decline: 'none', brand: 'visa' };
  expect(await sumOf(world, 'checkout_payments_total', paid)).toBe(1);
  expect(await sumOf(world, 'checkout_payments_total', { state: 'declined', decline: 'card_declined' })).toBe(
    1,
  );
  expect(await sumOf(world, 'checkout_payments_total')).toBe(2);
  expect(await sumOf(world, 'checkout_attempt_seconds_count')).toBe(2);
  const pay = { procedure: 'checkout.pay' };
  expect(await sumOf(world, 'checkout_procedure_seconds_count', { ...pay, result: 'ok' })).toBe(2);
  expect(await sumOf(world, 'checkout_procedure_seconds_count', { ...pay, result: 'refused' })).toBe(1);
  expect(await sumOf(world, 'checkout_error_responses_total', { reason: 'NOT_FOUND' })).toBe(1);
  const created = { operation: 'createPayment', result: 'ok' };
  expect(await sumOf(world, 'checkout_inflow_call_seconds_count', created)).toBe(2);
  for (const pool of ['requests', 'jobs', 'operations'])
    expect(
      await sumOf(world, 'checkout_database_query_seconds_count', { pool, result: 'ok' }),
    ).toBeGreaterThan(0);
  expect(await sumOf(world, 'checkout_database_connections', { pool: 'requests' })).toBeGreaterThan(0);
  expect(await sumOf(world, 'checkout_job_run_seconds_count', { job_name: 'attempts' })).toBeGreaterThan(0);
  expect(await sumOf(world, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(await sumOf(world, 'checkout_build_info', { version })).toBe(1);
});

test('a decline code that only Inflow knows makes no series of its own', async () => {
  await using world = await startWorld();
  const { steps } = world.api.deps;
  const before = {
    id: 'a',
    sessionId: null,
    paymentId: null,
    state: 'created' as const,
    stepAt: new Date(0),
    createdAt: new Date(0),
    confirmLost: false,
    errorReason: null,
    declineCode: null,
    cardBrand: null,
  };
  for (let code = 0; code < 20; code += 1) {
    const after = { ...before, state: 'declined' as const, declineCode: `code_${code}`, cardBrand: 'elo' };
    steps.moved(before, after, { actor: 'shopper', action: 'payment.declined' });
  }
  const other = { decline: 'other', brand: 'other' };
  expect(await sumOf(world, 'checkout_payments_total', other)).toBe(20);
  expect(await sumOf(world, 'checkout_payments_total')).toBe(20);
});

test('an unknown outcome is counted, and its resolution too', async () => {
  await using world = await startWorld();
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await outcomeOnce(world, sessionId, 'declined');
  expect(await sumOf(world, 'checkout_unknown_outcomes_total', { call: 'create' })).toBe(1);
  expect(await sumOf(world, 'checkout_resolved_outcomes_total', { call: 'create' })).toBe(1);
});

test('a refund and an event that was sent are measured', async () => {
  await using world = await startWorld({ PRIVATE_ENDPOINTS: 'on' });
  await using receiver = await startReceiver();
  receiver.secret = (await world.service.endpoints.create.mutate({ url: receiver.url })).secret;
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const { paymentId } = await world.service.sessions.get.query({ sessionId });
  await world.service.payments.refund.mutate({ paymentId: String(paymentId) });
  expect(await sumOf(world, 'checkout_refunds_total', { state: 'requested' })).toBe(1);
  await expect
    .poll(() => sumOf(world, 'checkout_event_request_seconds_count', { result: 'taken' }))
    .toBeGreaterThan(0);
  expect(await sumOf(world, 'checkout_event_delivery_age_seconds_count')).toBeGreaterThan(0);
});

test('docs/metrics.md lists each metric of this program, with its type', async () => {
  await using world = await startWorld();
  const document = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  const listed = [...document.matchAll(/^\| `(checkout_\w+)`[^|]*\| (counter|gauge|histogram) /gm)];
  const printed = [...(await metricsOf(world)).matchAll(/^# TYPE (checkout_\w+) (\w+)$/gm)];
  const sorted = (matches: readonly RegExpExecArray[]) =>
    matches.map(([, name, type]) => `${name} ${type}`).sort();
  expect(sorted(listed)).toEqual(sorted(printed));
});
