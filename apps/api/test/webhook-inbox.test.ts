import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { svixHeaders } from './support/svix-headers.ts';
import { GOOD_CARD, startWorld, WEBHOOK_SECRET, type World } from './support/world.ts';

const COMMAND = fileURLToPath(new URL('../src/commands/deliveries.ts', import.meta.url));

async function deliver({ api }: World, id: string, paymentId: string): Promise<void> {
  const body = JSON.stringify({ data: [{ eventType: 'payment.settled', payload: { id: paymentId } }] });
  const headers = svixHeaders(body, { secret: WEBHOOK_SECRET, id });
  expect((await fetch(`${api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status).toBe(204);
}

const inbox = (world: World) =>
  query(world, 'select svix_id, state, tries from webhook_deliveries order by svix_id');

test('a delivery about a payment that Inflow does not know is processed once, and not claimed again', async () => {
  await using world = await startWorld();
  await deliver(world, 'msg_1', 'pay_of_another_environment');
  await expect.poll(() => inbox(world)).toEqual([{ svix_id: 'msg_1', state: 'processed', tries: 1 }]);
  await query(world, "update webhook_deliveries set due_at = now() - interval '1 hour'");
  await deliver(world, 'msg_2', 'pay_of_another_environment');
  await expect
    .poll(() => inbox(world))
    .toEqual([
      { svix_id: 'msg_1', state: 'processed', tries: 1 },
      { svix_id: 'msg_2', state: 'processed', tries: 1 },
    ]);
});

test('a card number in the id of a payment is not kept', async () => {
  await using world = await startWorld();
  await deliver(world, 'msg_1', GOOD_CARD.number);
  await expect.poll(() => inbox(world)).toMatchObject([{ svix_id: 'msg_1', state: 'processed' }]);
  const [row] = await query(world, 'select events::text as events from webhook_deliveries');
  expect(row?.events).toContain('payment.settled');
  expect(row?.events).not.toContain(GOOD_CARD.number);
});

test('replaying gives dead deliveries all their tries again, and leaves the others alone', async () => {
  await using world = await startWorld();
  await query(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events, state, tries, due_at) values
       ('msg_dead', now(), '[{"eventType": "payment.settled", "paymentId": "pay_none"}]', 'dead', 12, now()),
       ('msg_waits', now(), '[]', 'pending', 3, now() + interval '1 hour')`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, 'replay'], {
    env: { DATABASE_URL: world.databaseUrl },
  });
  expect(stdout).toContain('msg_dead');
  expect(stdout).not.toContain('msg_waits');
  await expect
    .poll(() => inbox(world))
    .toEqual([
      { svix_id: 'msg_dead', state: 'processed', tries: 1 },
      { svix_id: 'msg_waits', state: 'pending', tries: 3 },
    ]);
});
