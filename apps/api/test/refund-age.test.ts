import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { CUSTOMER, GOOD_CARD, reasonOf, startWorld } from './support/world.ts';

test('a refund whose answer was lost is not sent again while the first request may still arrive', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '300', INFLOW_TIMEOUT_MS: '60000' });
  const { email: customerEmail, billingCountry, purchasingAsBusiness } = CUSTOMER;
  const { id: paymentId } = await world.service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    customerEmail,
    billingCountry,
    purchasingAsBusiness,
    card: GOOD_CARD,
    autoConfirm: true,
    threeDsSuccessUrl: 'https://shop.example/back',
    threeDsFailureUrl: 'https://shop.example/back',
  });
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');

  const sent = async (operation: string) =>
    (await world.sandbox.control.requests()).filter((request) => request.operation === operation).length;
  const reads = await sent('read');
  // The reconciler looks at the refund several times.
  await expect.poll(() => sent('read')).toBeGreaterThan(reads + 3);
  expect(await sent('refund')).toBe(1);

  await query(world, "update refunds set step_at = step_at - interval '1 hour'");
  await expect.poll(() => query(world, 'select state from refunds')).toEqual([{ state: 'pending' }]);
  expect(await sent('refund')).toBe(2);
});
