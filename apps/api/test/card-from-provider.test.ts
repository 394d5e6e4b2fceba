import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { createClient, SERVICE_TOKEN, startWorld } from './support/world.ts';

const CARDS = [
  '4242424242424242',
  'PAN4242  4242–4242\t4242 12/30 123',
  '４２４２ ４２４２ ４２４２ ４２４２',
];

test("a card number in the texts of Inflow's payment is neither kept nor shown", async () => {
  await using world = await startWorld();
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) => {
    if (!path.includes('/payment/')) return body;
    const payment = body as { metadatas: object };
    return {
      ...payment,
      products: CARDS.map((name) => ({ name, price: 1000, quantity: 1 })),
      metadatas: { ...payment.metadatas, note: CARDS[0], [CARDS[0] ?? '']: { deep: [CARDS[1]] } },
      lastDepositAttempt: { status: 'failed', error: `declined ${CARDS[1]}` },
      timeline: [{ status: CARDS[0], timestamp: '2026-11-27T13:44:10.123Z' }],
    };
  });
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const { payments } = createClient(node.url, SERVICE_TOKEN);
  const { id } = await payments.create.mutate({ ...order(), autoConfirm: false });

  const shown = await payments.get.query({ paymentId: id });
  expect(shown).toMatchObject({
    id,
    products: [{ name: '[card]' }, { name: 'PAN[card] 12/30 123' }, { name: '[card]' }],
    metadatas: { note: '[card]', '[card]': { deep: ['PAN[card] 12/30 123'] } },
    timeline: [{ status: '[card]', timestamp: '2026-11-27T13:44:10.123Z' }],
  });
  const kept = JSON.stringify(
    await query(
      world,
      'select to_jsonb(payments) as payment, to_jsonb(attempts) as attempt from payments, attempts',
    ),
  );
  expect(kept).toContain('[card]');
  expect(kept + JSON.stringify(shown)).not.toMatch(/4242[^"]{0,3}4242|４２４２/);
});
