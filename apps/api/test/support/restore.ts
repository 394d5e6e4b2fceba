import { expect } from 'vitest';
import { order } from './order.ts';
import { query } from './query.ts';
import { chargesOf, createClient, newSession, press, reasonOf, SERVICE_TOKEN, type World } from './world.ts';

/** Until Inflow's list has been compared; the minute that it may be late is skipped. */
export async function recovered(databaseUrl: string): Promise<void> {
  await query(
    { databaseUrl },
    "update installation set recognised_at = recognised_at - interval '2 minutes'",
  );
  await expect
    .poll(() => query({ databaseUrl }, 'select recovered_at is not null as recovered from installation'), {
      timeout: 120_000,
    })
    .toEqual([{ recovered: true }]);
}

/**
 * Pays, backs up, pays on, loses the database, restores the backup and goes on paying: every session that was paid is paid
 * once. `backup` copies a database without connections, and returns the URL of the copy.
 */
export async function provesRestore(
  world: World,
  backup: (databaseUrl: string) => Promise<string>,
): Promise<void> {
  const before = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(before));
  const open = await newSession(world.shopper);
  const input = order();
  await world.api.close();
  const databaseUrl = await backup(world.databaseUrl);

  // What follows is only in the database that is lost.
  await using lost = await world.startNode();
  const after = await newSession(createClient(lost.url));
  await createClient(lost.url).checkout.pay.mutate(press(open));
  await createClient(lost.url).checkout.pay.mutate(press(after));
  await createClient(lost.url, SERVICE_TOKEN).payments.create.mutate(input);
  await lost.close();

  // So that nothing is compared before what has to come before that.
  const { faults } = world.sandbox.control;
  const unreadable = await faults.add({ operation: 'list', kind: 'status', status: 503 });
  await using restored = await world.startNode({ DATABASE_URL: databaseUrl });
  const shopper = createClient(restored.url);
  const service = createClient(restored.url, SERVICE_TOKEN);
  // Nothing older is charged before Inflow's list has been compared; a new session can be paid at once.
  expect(await reasonOf(shopper.checkout.pay.mutate(press(open)))).toBe('SLOW_DOWN');
  expect(await reasonOf(service.payments.create.mutate(input))).toBe('SLOW_DOWN');
  const fresh = await newSession(shopper);
  expect((await shopper.checkout.pay.mutate(press(fresh))).status).toBe('succeeded');

  await faults.clear(unreadable.id);
  await recovered(databaseUrl);
  for (const sessionId of [before, open, after, fresh]) {
    expect((await service.sessions.get.query({ sessionId })).status, sessionId).toBe('complete');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  }
  expect(await service.payments.create.mutate(input)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
  expect(await world.sandbox.control.ledger()).toHaveLength(5);
  const payments = await world.sandbox.control.payments.list();
  expect(new Set(payments.map(({ status }) => status))).toEqual(new Set(['CHECKOUT_SUCCESS']));
}
