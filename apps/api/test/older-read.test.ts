import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { savePayment } from '../src/db/payments.ts';
import { paymentLike } from './support/attempts.ts';
import { query } from './support/query.ts';
import { createDatabase, newSession, press, startWorld } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };

test.each([
  ["Inflow's own time decides", "provider_updated_at = now() + interval '1 hour'", 'PAYMENT_SUCCESS'],
  ["Inflow's own time decides", "provider_updated_at = now() - interval '1 hour'", 'CHECKOUT_SUCCESS'],
  [
    'the time of the read decides where Inflow gave none',
    "provider_updated_at = null, read_at = now() + interval '1 hour'",
    'PAYMENT_SUCCESS',
  ],
  [
    'the time of the read decides where Inflow gave none',
    "provider_updated_at = null, read_at = now() - interval '1 hour'",
    'CHECKOUT_SUCCESS',
  ],
])(
  'a read that is older than what is recorded does not replace it: %s (%s)',
  async (_name, recorded, status) => {
    await using world = await startWorld(quiet);
    const sessionId = await newSession(world.shopper);
    const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
    await query(world, `update payments set status = 'PAYMENT_SUCCESS', ${recorded}`);
    const read = await world.service.payments.get.query({ paymentId: payment?.id ?? '' });
    expect(read.status).toBe(status);
  },
);

test('of two reads that are saved in the wrong order, the later one stays', async () => {
  const databaseUrl = await createDatabase();
  const pool = openPool(databaseUrl, () => undefined, 1);
  const save = (status: string, updatedAt: string) =>
    savePayment(
      openDatabase(pool),
      { payment: paymentLike({ status, updatedAt }), askedAt: new Date() },
      { attemptId: null, sessionId: null },
    );
  await save('PAYMENT_SUCCESS', '2026-01-01T12:00:01Z');
  await save('PAYMENT_RECEIVED', '2026-01-01T12:00:00Z');
  await pool.end();
  expect(await query({ databaseUrl }, 'select status from payments')).toEqual([
    { status: 'PAYMENT_SUCCESS' },
  ]);
});
