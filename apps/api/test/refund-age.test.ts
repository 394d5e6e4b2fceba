import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { countRequests, type Operation, reasonOf, startWorld } from './support/world.ts';

test('a refund whose answer was lost is not sent again while the first request may still arrive', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '300', INFLOW_TIMEOUT_MS: '60000' });
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');

  const sent = (operation: Operation) => countRequests(world, operation);
  const reads = await sent('read');
  // The reconciler looks at the refund several times.
  await expect.poll(() => sent('read')).toBeGreaterThan(reads + 3);
  expect(await sent('refund')).toBe(1);

  await query(world, "update refunds set step_at = step_at - interval '1 hour'");
  await expect.poll(() => query(world, 'select state from refunds')).toEqual([{ state: 'pending' }]);
  expect(await sent('refund')).toBe(2);
});

test('a refund that the job sends again is claimed for longer than its call can take', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.api.close();
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, tries, step_at) values ($1, 'unknown', 'service:tests', 1, now() - interval '1 hour')",
    [paymentId],
  );
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, async (body, path) => {
    if (!path.endsWith('/refund')) return body;
    arrived.resolve();
    await release.promise;
    return body;
  });
  await using _node = await world.startNode({
    INFLOW_API_BASE_URL: proxy.url,
    INFLOW_TIMEOUT_MS: '60000',
    RECONCILE_AFTER_MS: '600',
  });
  await arrived.promise;
  expect(
    await query(
      world,
      'select state, tries, extract(epoch from due_at - step_at)::int as seconds from refunds',
    ),
  ).toEqual([{ state: 'requested', tries: 2, seconds: 120 }]);
  release.resolve();
  await expect.poll(() => query(world, 'select state from refunds')).toEqual([{ state: 'pending' }]);
});
