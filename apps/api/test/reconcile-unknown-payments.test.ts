import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { newSession, press, startWorld, type World } from './support/world.ts';

/** No job of its own accord: what happens follows from the calls of the test. */
const quiet = { RECONCILE_AFTER_MS: '600000' };

/** A charge at Inflow whose metadata names an attempt of ours. */
async function seedCharge(
  world: World,
  sessionId: string,
  { amountInCents = 4999, currency = 'EUR' as 'EUR' | 'USD' } = {},
): Promise<string> {
  const [attempt] = await query<{ id: string }>(
    world,
    'select id from attempts where session_id = $1 order by created_at limit 1',
    [sessionId],
  );
  const { id } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents,
    currency,
    metadatas: { checkoutSessionId: sessionId, checkoutAttemptId: attempt?.id },
  });
  return id;
}

const attemptStates = (world: World, sessionId: string) =>
  query(world, 'select state, payment_id from attempts where session_id = $1 order by created_at', [
    sessionId,
  ]);

test.each([
  ['succeeded', {}, 'complete'],
  ['declined', { number: '4000000000000002' }, 'open'],
])(
  'reconciling a second payment that names a %s attempt: the attempt keeps its own payment, the other is a stray charge',
  async (state, card, sessionStatus) => {
    await using world = await startWorld(quiet);
    const sessionId = await newSession(world.shopper);
    const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId, card));
    const stray = await seedCharge(world, sessionId);

    await world.service.payments.get.query({ paymentId: stray });
    expect(await attemptStates(world, sessionId)).toEqual([{ state, payment_id: payment?.id }]);
    expect(await query(world, 'select id, attempt_id, session_id from payments where orphan')).toEqual([
      { id: stray, attempt_id: null, session_id: sessionId },
    ]);
    const session = await world.service.sessions.get.query({ sessionId });
    expect(session.status).toBe(sessionStatus);
    expect(session.history.at(-1)).toMatchObject({ action: 'payment.orphan_found', to: 'orphaned' });
  },
);

test('reconciling a charge of another amount for an attempt that was given up: the session stays processing while a newer attempt is unresolved', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  const view = () => world.shopper.checkout.get.query({ sessionId });
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await expect.poll(async () => (await view()).status).toBe('open');

  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  const stray = await seedCharge(world, sessionId, { amountInCents: 1 });
  await world.service.payments.get.query({ paymentId: stray });

  expect(await attemptStates(world, sessionId)).toMatchObject([
    { state: 'orphaned', payment_id: stray },
    { state: 'confirm_unknown' },
  ]);
  expect((await view()).status).toBe('processing');
});
