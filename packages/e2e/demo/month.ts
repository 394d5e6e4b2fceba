import { setTimeout as wait } from 'node:timers/promises';
import {
  acknowledge,
  approveRefunds,
  chargeAstray,
  dismissStray,
  type Merchant,
  refundByHand,
  refundByService,
  type Sale,
  takeSale,
} from './merchant.ts';
import { planDay, planVisit, sortCards, startOfDay } from './plan.ts';
import type { Receivers } from './receivers.ts';
import { receiveShoppers } from './shoppers.ts';

const DAY_MS = 86_400_000;

type Told = { readonly day: number; readonly days: number; readonly paid: number };

/** Everything that a small shop and its shoppers did in the last days, up to now. What is told is told after each day. */
export async function liveThrough(
  merchant: Merchant,
  { days, receivers, tell }: { days: number; receivers: Receivers; tell: (told: Told) => void },
): Promise<void> {
  const { clock, random, sandbox, service, database } = merchant;
  const cards = sortCards(await sandbox.testCards());
  await service.endpoints.create.mutate({ url: receivers.shopUrl });
  await service.endpoints.create.mutate({
    url: receivers.bookkeepingUrl,
    types: ['session.completed', 'payment.settled', 'refund.succeeded', 'session.reversed'],
  });
  const today = startOfDay(Date.now());
  const sales: Sale[] = [];
  let visits = 0;
  let paid = 0;

  const serve = async (at: number, count: number, change: Partial<ReturnType<typeof planVisit>> = {}) => {
    await clock.reach(at);
    const planned = Array.from({ length: count }, (_, index) => ({
      ...planVisit(random, cards, visits + index),
      ...change,
    }));
    visits += count;
    for (const { sessionId, visit } of await receiveShoppers(merchant, planned)) {
      paid += 1;
      const { paymentId } = await service.sessions.get.query({ sessionId });
      if (paymentId === null) continue;
      const sale = { sessionId, paymentId, orderId: visit.orderId, at: clock.now() };
      // The shop forgets one now and then, and has not come to the last ones yet.
      if (!random.chance(0.01)) await acknowledge(merchant, sale);
      if (visit.course !== 'pays, then the payment fails') sales.push(sale);
    }
  };
  const passed = (share: number) => Math.max(1, Math.round(days * share));
  const take = () => takeSale(random, sales, clock.now());

  for (let day = 1; day <= days; day += 1) {
    const start = today - (days - day) * DAY_MS;
    for (const { at, visits: count } of planDay(random, start)) if (at < Date.now()) await serve(at, count);
    const returned = take();
    if (returned !== null && (random.chance(0.5) || day === passed(0.4)))
      await refundByService(merchant, returned);
    const complained = take();
    if (complained !== null && (random.chance(0.2) || day === passed(0.5)))
      await refundByHand(merchant, complained);
    if (day === passed(0.2))
      await serve(clock.now(), 1, { course: 'pays, then the payment fails', card: cards.failing[0] });
    if (day === passed(0.3)) {
      const sale = take();
      if (sale !== null) {
        const paymentId = await chargeAstray(merchant, sale);
        await dismissStray(merchant, paymentId);
      }
    }
    if (day === passed(0.55)) await approveRefunds(merchant);
    if (day === passed(0.6)) receivers.breakBookkeeping();
    // In Inflow's own dashboard.
    if (day === passed(0.7)) {
      const sale = take();
      if (sale !== null) await sandbox.payments.refund(sale.paymentId);
    }
    if (day === passed(0.8)) {
      await serve(clock.now(), 1, { course: 'pays', card: cards.unrefundable[0] });
      const unrefundable = sales.pop();
      if (unrefundable !== undefined) await refundByService(merchant, unrefundable);
    }
    tell({ day, days, paid });
  }
  const machine = { products: [{ name: 'Espresso machine', price: 118_000, quantity: 1 }], isSlow: false };
  const isLast = { course: 'pays', card: cards.good[0], currency: 'EUR', ...machine } as const;
  // On the last day in any case, which may have begun a minute ago.
  await serve(Date.now(), 1, isLast);
  const dear = sales.pop();
  if (dear !== undefined) await refundByHand(merchant, dear);
  const sale = take();
  if (sale !== null) await chargeAstray(merchant, sale);
  await clock.reach(Date.now());
  await untilIsQuiet(database);
}

/** What the api's jobs have still to do, up to now. What is due later comes while the demo runs. */
async function untilIsQuiet(database: Merchant['database']): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { rows } = await database.query<{ open: number }>(`
      select (select count(*) from webhook_deliveries where state = 'pending' and due_at < now())
        + (select count(*) from sessions where status = 'open' and expires_at < now())
        + (select count(*) from payments where due_at < now())
        as open`);
    if (Number(rows[0]?.open) === 0) return;
    await wait(100);
  }
  throw new Error('The api did not come to rest after the demo');
}
