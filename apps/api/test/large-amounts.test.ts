import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { createClient, newSession, press, startWorld, type World } from './support/world.ts';

/** 90 million of the main unit: more cents than 31 bits hold. */
const HUGE = 9_000_000_000;
const products = [{ name: 'Any', price: 90_000_000, quantity: 100 }];

/** Another program with the account's key changes a payment's amount. */
async function updateAtInflow(world: World, paymentId: string): Promise<void> {
  const answer = await fetch(`${world.sandbox.apiUrl}/api/server/payment/${paymentId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-inflow-api-key': world.apiKey },
    body: JSON.stringify({ products }),
  });
  expect(answer.ok).toBe(true);
}

test('an amount over 31 bits, set at Inflow, is kept and shown, and its payment is confirmed like any other', async () => {
  await using world = await startWorld();
  const { id } = await world.service.payments.create.mutate({ ...order(), autoConfirm: false });
  await updateAtInflow(world, id);
  const amounts = { amountInCents: HUGE, amountTaxesIncluded: 1.2 * HUGE };
  expect(await world.service.payments.get.query({ paymentId: id })).toMatchObject(amounts);
  expect(await world.service.payments.list.query({})).toMatchObject({ payments: [{ id, ...amounts }] });
  const confirmed = await world.service.payments.confirm.mutate({ paymentId: id });
  expect(confirmed).toMatchObject({ status: 'CHECKOUT_SUCCESS', ...amounts });
});

test('a lost charge of an amount that this api refuses to ask for is a stray one', async () => {
  await using world = await startWorld();
  const { id } = await world.service.payments.create.mutate({ ...order(), autoConfirm: false });
  await updateAtInflow(world, id);
  await world.service.payments.confirm.mutate({ paymentId: id });
  await query(world, 'delete from payments; delete from attempts');
  await expect
    .poll(() => query(world, "select id, orphan, large_amounts -> 'amount' as amount from payments"), {
      timeout: 60_000,
    })
    .toEqual([{ id, orphan: true, amount: HUGE }]);
  expect(await query(world, 'select * from attempts')).toEqual([]);
});

test('a charge of such an amount for a session is a stray one, and not an attempt that fails for ever', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const isCharged = (body: unknown) =>
    typeof body === 'object' && body !== null && 'status' in body && body.status === 'CHECKOUT_SUCCESS';
  await using inflow = await startInflowProxy(world.sandbox.apiUrl, (body) =>
    isCharged(body) ? Object.assign({}, body, { amountInCents: HUGE }) : body,
  );
  await using node = await world.startNode({ INFLOW_API_BASE_URL: inflow.url });
  const sessionId = await newSession(world.shopper);
  await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(
    await query(
      world,
      "select state, orphan, large_amounts -> 'amount' as amount from payments join attempts on attempts.id = attempt_id",
    ),
  ).toEqual([{ state: 'orphaned', orphan: true, amount: HUGE }]);
});
