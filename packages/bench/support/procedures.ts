import { randomUUID } from 'node:crypto';
import type { ApiClient } from '@checkout/e2e/support/clients';
import { payInput } from '@checkout/e2e/support/pay-input';

export type Timings = Map<string, number[]>;
export type Callers = {
  readonly url: string;
  readonly token: string;
  readonly shopper: ApiClient;
  readonly service: ApiClient;
};
/** What was there before the benchmark. */
export type Old = { readonly sessionIds: readonly string[]; readonly cursor: string };

const card = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };
const customerEmail = 'shopper1@example.com';
const products = [{ name: 'Any', price: 900, quantity: 1 }];

/** Every procedure but the subscription, and the metrics, once each, in an order that makes sense. */
export async function liveOnce(
  { url, token, shopper, service }: Callers,
  old: Old,
  timings: Timings,
): Promise<void> {
  const timed = async <Answer>(name: string, call: () => Promise<Answer>): Promise<Answer> => {
    const start = performance.now();
    const answer = await call();
    const spent = performance.now() - start;
    timings.set(name, [...(timings.get(name) ?? []), spent]);
    return answer;
  };
  const anyOld = () => old.sessionIds[Math.floor(Math.random() * old.sessionIds.length)] ?? '';

  await timed('catalog.list', () => shopper.catalog.list.query());
  const { sessionId } = await timed('checkout.create', () =>
    shopper.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] }),
  );
  await timed('checkout.get', () => shopper.checkout.get.query({ sessionId }));
  await timed('checkout.get, an old one', () => shopper.checkout.get.query({ sessionId: anyOld() }));
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  await timed('checkout.quote', () => shopper.checkout.quote.query({ sessionId, ...basis }));
  await timed('checkout.pay', () => shopper.checkout.pay.mutate(payInput(sessionId)));
  await timed('checkout.complete', () => shopper.checkout.complete.mutate({ sessionId }));

  const made = await timed('sessions.create', () =>
    service.sessions.create.mutate({
      products,
      currency: 'EUR',
      customerEmail,
      allowSavedCard: true,
    }),
  );
  await timed('sessions.get', () => service.sessions.get.query({ sessionId: made.sessionId }));
  await timed('sessions.get, an old one', () => service.sessions.get.query({ sessionId: anyOld() }));
  await timed('sessions.expire', () => service.sessions.expire.mutate({ sessionId: made.sessionId }));
  await timed('sessions.list', () => service.sessions.list.query({}));
  await timed('sessions.list, by status', () => service.sessions.list.query({ status: 'complete' }));
  await timed('sessions.list, from the middle', () => service.sessions.list.query({ cursor: old.cursor }));

  const { id: paymentId } = await timed('payments.create', () =>
    service.payments.create.mutate({
      idempotencyKey: randomUUID(),
      products,
      currency: 'EUR',
      customerEmail,
      billingCountry: 'FR',
      purchasingAsBusiness: false,
      card,
    }),
  );
  await timed('payments.update', () => service.payments.update.mutate({ paymentId, products }));
  await timed('payments.confirm', () => service.payments.confirm.mutate({ paymentId }));
  await timed('payments.get', () => service.payments.get.query({ paymentId }));
  await timed('payments.refund', () => service.payments.refund.mutate({ paymentId }));
  await timed('payments.list', () => service.payments.list.query({}));
  await timed('payments.list, a rare status', () =>
    service.payments.list.query({ status: 'REFUND_PENDING' }),
  );
  await timed('payments.list, of a session', () => service.payments.list.query({ sessionId }));
  await timed('payments.list, from the middle', () => service.payments.list.query({ cursor: old.cursor }));
  await timed('tax.rate', () => service.tax.rate.query({ country: 'FR' }));
  await timed('GET /metrics', async () => {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status !== 200) throw new Error(`The metrics answered ${answer.status}`);
    return answer.text();
  });
}
