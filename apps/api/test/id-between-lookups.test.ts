import { expect, test } from 'vitest';
import { reconcile } from '../src/attempts/reconcile.ts';
import { findAttempt } from '../src/attempts/store.ts';
import type { Database } from '../src/db/database.ts';
import { beginAttempt, startMoney } from './support/money.ts';

test('a payment whose id is committed between the two look-ups of its attempt is that attempt’s, and no stray charge', async () => {
  await using money = await startMoney();
  const { deps, inflow } = money;
  const sessionId = await money.newSession();
  const begun = await beginAttempt(deps, sessionId);
  const { id } = begun.attempt;
  const created = await inflow.createPayment({
    products: [{ name: 'Pro plan', price: begun.attempt.amount, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    metadatas: {
      checkoutInstallation: deps.installation.id,
      checkoutSessionId: sessionId,
      checkoutAttemptId: id,
    },
  });
  inflow.charge(created.id);

  const looked: string[] = [];
  const db = new Proxy(deps.db, {
    get(target, property) {
      if (property !== '$client') return Reflect.get(target, property, target);
      return new Proxy(target.$client, {
        get(pool, name) {
          if (name !== 'query')
            return Reflect.get(pool, name, pool).bind?.(pool) ?? Reflect.get(pool, name, pool);
          return async (statement: { name?: string }) => {
            const answer = await pool.query(statement as never);
            looked.push(statement.name ?? '');
            if (statement.name === 'find_attempt_by_payment' && looked.length === 1) {
              await pool.query('update attempts set payment_id = $1 where id = $2', [created.id, id]);
            }
            return answer;
          };
        },
      });
    },
  }) as Database;
  const read = { payment: await inflow.readPayment(created.id), askedAt: new Date() };
  await reconcile({ ...deps, db }, read, 'webhook');
  expect(looked.slice(0, 2)).toEqual(['find_attempt_by_payment', 'find_attempt']);
  expect(await findAttempt(deps.db, id)).toMatchObject({ state: 'succeeded', paymentId: created.id });
});
