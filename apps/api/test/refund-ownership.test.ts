import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { countRequests, createClient, reasonOf, SERVICE_TOKEN, startWorld } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };

test('a charge of another installation that an earlier version recorded here as a stray one is not refunded', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'PAYMENT_SUCCESS',
    metadatas: { checkoutInstallation: 'inst_other', checkoutSessionId: 'cs_other' },
  });
  await query(
    world,
    `insert into payments (id, status, currency, amount, products, metadatas, timeline, orphan)
     values ($1, 'PAYMENT_SUCCESS', 'EUR', 100, '[]', '{}', '[]', true)`,
    [paymentId],
  );
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('NOT_FOUND');
  expect(await countRequests(world, 'refund')).toBe(0);
});

test("a renewed copy of another installation's database refunds none of its payments, and ends what it had left open", async () => {
  await using world = await startWorld(quiet);
  const made: string[] = [];
  for (let count = 0; count < 2; count += 1)
    made.push((await world.service.payments.create.mutate(order())).id);
  const [asked = '', lost = ''] = made;
  // The original works on with its own database; from here on this one is the copy.
  await world.api.close();
  await query(world, "update installation set id = 'inst_copy'");
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, tries, step_at) values ($1, 'unknown', 'service:tests', 1, now() - interval '1 day')",
    [lost],
  );
  await using copy = await world.startNode({ RECONCILE_AFTER_MS: '600' });
  const service = createClient(copy.url, SERVICE_TOKEN);
  expect(await reasonOf(service.payments.refund.mutate({ paymentId: asked }))).toBe('NOT_FOUND');
  await expect
    .poll(() => query(world, 'select payment_id, state from refunds'))
    .toEqual([{ payment_id: lost, state: 'failed' }]);
  expect(await countRequests(world, 'refund')).toBe(0);
});

test('the refund of a stray charge is shown with it', async () => {
  await using world = await startWorld(quiet);
  const [installation] = await query<{ id: string }>(world, 'select id from installation');
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'PAYMENT_SUCCESS',
    metadatas: { checkoutInstallation: installation?.id ?? '' },
  });
  await world.service.payments.refund.mutate({ paymentId });
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({
    status: 'REFUND_PENDING',
    refund: 'pending',
  });
});
