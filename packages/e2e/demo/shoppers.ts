import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Control, TestCard } from '@checkout/sandbox/control';
import type pg from 'pg';
import type { Random } from '../faults/random.ts';
import type { ApiClient } from '../support/clients.ts';
import type { PastClock } from './past-clock.ts';
import type { Visit } from './plan.ts';

const MINUTE_MS = 60_000;

export type Shop = {
  readonly clock: PastClock;
  readonly database: pg.Client;
  readonly sandbox: Control;
  readonly shopper: ApiClient;
  readonly service: ApiClient;
  readonly random: Random;
};

type Begun = { readonly visit: Visit; readonly sessionId: string };
type Outcome = Awaited<ReturnType<ApiClient['checkout']['pay']['mutate']>>;

/** Some shoppers who come in the same quarter of an hour. Resolves with the sessions that were paid. */
export async function receiveShoppers(shop: Shop, visits: readonly Visit[]): Promise<Begun[]> {
  const { clock, shopper, service } = shop;
  const begun = await Promise.all(
    visits.map(async (visit): Promise<Begun> => {
      const { customer, products, currency, orderId } = visit;
      const { sessionId } = await service.sessions.create.mutate({
        idempotencyKey: orderId,
        products,
        currency,
        customerEmail: customer.email,
        metadatas: { orderId },
      });
      return { visit, sessionId };
    }),
  );
  const come = begun.filter(({ visit }) => visit.course !== 'never comes');
  await Promise.all(
    come.map(async ({ visit, sessionId }) => {
      await shopper.checkout.get.query({ sessionId });
      if (visit.course === 'opens and leaves') return;
      const { billingCountry, postalCode, purchasingAsBusiness } = visit.customer;
      await shopper.checkout.quote.query({
        sessionId,
        billingCountry,
        purchasingAsBusiness,
        ...(postalCode === undefined ? {} : { postalCode }),
      });
    }),
  );
  await untilNoted(shop.database, come);
  const paying = come.filter(
    ({ visit }) => visit.course !== 'opens and leaves' && visit.course !== 'types and leaves',
  );
  const paid: Begun[] = [];
  for (const isSlow of [false, true]) {
    await clock.reach(clock.now() + shop.random.between(1, 4) * MINUTE_MS);
    paid.push(
      ...(await submit(
        shop,
        paying.filter(({ visit }) => visit.isSlow === isSlow),
      )),
    );
  }
  return paid;
}

/**
 * The api notes once a second that a page was opened and a price asked for, by the database's clock. That must not have moved on by then.
 */
async function untilNoted(database: pg.Client, come: readonly Begun[]): Promise<void> {
  const typed = come.filter(({ visit }) => visit.course !== 'opens and leaves');
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await database.query<{ opened: number; quoted: number }>(
      'select count(opened_at)::int as opened, count(quoted_at)::int as quoted from sessions where id = any($1)',
      [come.map(({ sessionId }) => sessionId)],
    );
    if (rows[0]?.opened === come.length && rows[0].quoted === typed.length) return;
    await wait(50);
  }
  throw new Error('The steps of shoppers were not noted');
}

async function submit(shop: Shop, paying: readonly Begun[]): Promise<Begun[]> {
  const first = await Promise.all(
    paying.map(async (begun) => {
      const { course, card, declinedCard } = begun.visit;
      const isDeclined = course === 'declined' || course === 'declined, then pays';
      const outcome = await pay(shop, begun, isDeclined ? declinedCard : card);
      return { begun, outcome };
    }),
  );
  await shop.clock.reach(shop.clock.now() + shop.random.between(0.5, 1.5) * MINUTE_MS);
  const last = await Promise.all(first.map(async ({ begun, outcome }) => goOn(shop, begun, outcome)));
  return paying.filter((_, index) => last[index]?.status === 'succeeded');
}

/** At the bank, or with another card. */
async function goOn(shop: Shop, begun: Begun, outcome: Outcome): Promise<Outcome> {
  const { course, card } = begun.visit;
  if (outcome.status === 'requires_action') {
    if (course === 'leaves at the bank') return outcome;
    await (course === 'fails 3DS'
      ? shop.sandbox.threeDs.decline(outcome.payment.id)
      : shop.sandbox.threeDs.approve(outcome.payment.id));
    return shop.shopper.checkout.complete.mutate({ sessionId: begun.sessionId });
  }
  return course === 'declined, then pays' ? pay(shop, begun, card) : outcome;
}

function pay({ shopper }: Shop, { visit, sessionId }: Begun, card: TestCard): Promise<Outcome> {
  return shopper.checkout.pay.mutate({
    sessionId,
    attemptKey: randomUUID(),
    customer: visit.customer,
    paymentMethod: {
      type: 'card',
      card: {
        number: card.number,
        expMonth: 12,
        expYear: 2034,
        cvc: card.brand.startsWith('Amex') ? '1234' : '123',
      },
    },
  });
}
