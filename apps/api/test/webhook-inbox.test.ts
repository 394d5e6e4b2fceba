import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { svixHeaders } from './support/svix-headers.ts';
import { GOOD_CARD, newSession, press, startWorld, WEBHOOK_SECRET, type World } from './support/world.ts';

const COMMAND = fileURLToPath(new URL('../src/commands/deliveries.ts', import.meta.url));

async function deliver({ api }: Pick<World, 'api'>, id: string, paymentId: string): Promise<void> {
  const body = JSON.stringify({ data: [{ eventType: 'payment.settled', payload: { id: paymentId } }] });
  const headers = svixHeaders(body, { secret: WEBHOOK_SECRET, id });
  expect((await fetch(`${api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status).toBe(204);
}

const inbox = (world: World) =>
  query(world, 'select svix_id, state, tries from webhook_deliveries order by svix_id');

/** As if it had been kept for so long already. */
const age = (world: World, hours: number) =>
  query(
    world,
    `update webhook_deliveries set due_at = now() - interval '1 second', created_at = now() - $1::int * interval '1 minute'
     where state = 'pending'`,
    [hours * 60],
  );

test('a delivery about a payment that Inflow shows only later is tried until it does', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  let isVisible = false;
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) => {
    const { pathname } = new URL(path, 'http://inflow');
    if (pathname === '/api/payment') return [];
    return isVisible || !pathname.startsWith('/api/payment/') ? body : new Response('{}', { status: 404 });
  });
  const { payment } = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await world.api.close();
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  await world.sandbox.control.clock.advance(60_000);
  await deliver({ api: node }, 'msg_early', payment?.id ?? '');
  const delivery = () => query(world, 'select state, last_error from webhook_deliveries');
  const waits = [{ state: 'pending', last_error: 'readPayment: not_found' }];
  await expect.poll(delivery).toEqual(waits);
  const tries = async () =>
    (await query<{ tries: number }>(world, 'select tries from webhook_deliveries'))[0]?.tries;
  const before = (await tries()) ?? 0;
  await age(world, 0.9);
  await expect.poll(tries).toBe(before + 1);
  await expect.poll(delivery).toEqual(waits);

  isVisible = true;
  await age(world, 0.9);
  await expect.poll(delivery).toMatchObject([{ state: 'processed' }]);
  expect(await query(world, 'select status from payments')).toEqual([{ status: 'PAYMENT_RECEIVED' }]);
});

test('a delivery about a payment that Inflow does not have after an hour is processed, and not claimed again', async () => {
  await using world = await startWorld();
  await deliver(world, 'msg_1', 'pay_of_another_environment');
  await expect.poll(() => inbox(world)).toMatchObject([{ svix_id: 'msg_1', state: 'pending' }]);
  const first = async () => {
    await age(world, 1);
    return (await inbox(world))[0];
  };
  await expect.poll(first).toMatchObject({ svix_id: 'msg_1', state: 'processed' });
  const before = await inbox(world);
  await query(world, "update webhook_deliveries set due_at = now() - interval '1 hour'");
  await query(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events) values ('msg_2', now(), '[]')`,
  );
  await expect
    .poll(() => inbox(world))
    .toEqual([...before, { svix_id: 'msg_2', state: 'processed', tries: 1 }]);
});

test('a delivery that names a missing payment and one that cannot be read is tried again, however old', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const { payment } = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) =>
    path.endsWith(payment?.id ?? '') ? new Response('{}', { status: 503 }) : body,
  );
  await world.api.close();
  const named = ['pay_of_another_environment', payment?.id].map((paymentId) => ({
    eventType: 'x',
    paymentId,
  }));
  await query(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events, created_at)
     values ('msg_1', now(), $1, now() - interval '2 hours')`,
    [JSON.stringify(named)],
  );
  await using _node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  await expect
    .poll(() => query(world, 'select state, last_error from webhook_deliveries'))
    .toEqual([{ state: 'pending', last_error: 'readPayment: server' }]);
});

test.each([GOOD_CARD.number, `PAN${GOOD_CARD.number}`, '4242-4242-4242-4242-12/30-123'])(
  'a card number in the id of a payment or of its delivery is not kept: %s',
  async (card) => {
    await using world = await startWorld();
    await deliver(world, `msg_${card}`, card);
    const [row] = await query(world, 'select svix_id || events::text as kept from webhook_deliveries');
    expect(row?.kept).toContain('payment.settled');
    expect(row?.kept).not.toContain('4242');
  },
);

test('replaying gives dead deliveries all their tries again, and leaves the others alone', async () => {
  await using world = await startWorld();
  await query(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events, state, tries, due_at) values
       ('msg_dead', now(), '[{"eventType": "payment.settled", "paymentId": null}]', 'dead', 12, now()),
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
