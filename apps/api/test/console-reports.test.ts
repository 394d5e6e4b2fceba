import { expect, test } from 'vitest';
import { signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { createClient, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };
const today = () => new Date().toISOString().slice(0, 10);
const span = () => ({ from: today(), to: today() });

async function pay({ shopper }: World, number?: string) {
  const sessionId = await newSession(shopper);
  const outcome = await shopper.checkout.pay.mutate(press(sessionId, number === undefined ? {} : { number }));
  return { sessionId, paymentId: outcome.payment?.id ?? '' };
}

test('what was paid is counted by day and currency, net of what was refunded or has failed since', async () => {
  await using world = await startConsoleWorld(quiet);
  const [kept, refunded, failed] = [await pay(world), await pay(world), await pay(world)];
  await pay(world, '4000000000000002');
  await query(world, `update payments set status = 'FULLY_REFUNDED' where id = $1`, [refunded.paymentId]);
  await query(world, `update payments set status = 'PAYMENT_FAILED' where id = $1`, [failed.paymentId]);
  const [row] = await query<{ total: number }>(
    world,
    'select amount_taxes_included as total from payments where id = $1',
    [kept.paymentId],
  );
  const cents = row?.total ?? 0;
  const summary = await world.service.reports.summary.query(span());
  const of = (count: number) => ({ count, amountInCents: count * cents });
  expect(summary.days).toEqual([
    { day: today(), currency: 'EUR', paid: of(3), refunded: of(1), reversed: of(1), net: of(1) },
  ]);
  expect(summary.timeToPay.median).toBeGreaterThanOrEqual(0);
  const { console } = await signIn(world, 'viewer');
  expect(await console.reports.summary.query(span())).toEqual(summary);
  expect((await console.overview.query()).today).toEqual([{ currency: 'EUR', ...of(1) }]);
  expect((await world.service.reports.summary.query({ ...span(), currency: 'USD' })).days).toEqual([]);
});

test('declines are counted by reason, brand and country, and challenges by how they went', async () => {
  await using world = await startConsoleWorld(quiet);
  await pay(world, '5555555555554444');
  await pay(world, '4000000000009995');
  await pay(world, '4000000000009995');
  await pay(world, '4000000000000002');
  const { sessionId } = await pay(world, '4000020000000000');
  const { payments } = await world.service.payments.list.query({ sessionId });
  await world.sandbox.control.threeDs.approve(payments[0]?.id ?? '');
  await world.shopper.checkout.complete.mutate({ sessionId });
  const report = await world.service.reports.declines.query(span());
  expect(report).toMatchObject({
    attempts: 5,
    declined: 3,
    byReason: [
      { declineCode: 'insufficient_funds', count: 2 },
      { declineCode: 'card_declined', count: 1 },
    ],
    byBrand: [
      { cardBrand: 'visa', count: 4, declined: 3 },
      { cardBrand: 'mastercard', count: 1, declined: 0 },
    ],
    threeDs: { challenged: 1, passed: 1 },
  });
  expect(report.byCountry.reduce((sum, { count }) => sum + count, 0)).toBe(5);
});

test('the funnel counts how far sessions came, without a cookie and without another row', async () => {
  await using world = await startConsoleWorld(quiet);
  await newSession(world.shopper);
  const [opened, typed] = [await newSession(world.shopper), await newSession(world.shopper)];
  for (const sessionId of [opened, opened, typed]) await world.shopper.checkout.get.query({ sessionId });
  await world.shopper.checkout.quote.query({
    sessionId: typed,
    billingCountry: 'FR',
    purchasingAsBusiness: false,
  });
  await pay(world);
  await pay(world, '4000000000000002');
  await expect
    .poll(() => world.service.reports.funnel.query(span()))
    .toEqual({ created: 5, opened: 4, typed: 3, submitted: 2, challenged: 0, paid: 1 });
  const page = await fetch(`${world.api.url}/checkout/${opened}`);
  expect(page.headers.getSetCookie()).toEqual([]);
});

test('a token that sees its own alone counts its own alone', async () => {
  const own = 'a-token-that-sees-its-own';
  await using world = await startWorld({
    ...quiet,
    SERVICE_TOKENS: `tests:a-token-of-the-tests,shop[read+pay;own]:${own}`,
  });
  await pay(world);
  const shop = createClient(world.api.url, own);
  expect(await shop.reports.summary.query(span())).toEqual({
    days: [],
    timeToPay: { median: null, p90: null },
  });
  expect((await shop.reports.funnel.query(span())).created).toBe(0);
  expect((await shop.reports.declines.query(span())).attempts).toBe(0);
  const { sessionId } = await shop.sessions.create.mutate({
    products: [{ name: 'Any', price: 900, quantity: 1 }],
    currency: 'EUR',
  });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  expect((await shop.reports.summary.query(span())).days[0]?.paid.count).toBe(1);
  expect((await world.service.reports.summary.query(span())).days[0]?.paid.count).toBe(2);
});

test('a span ends after it begins, and within 400 days', async () => {
  await using world = await startWorld(quiet);
  const { summary } = world.service.reports;
  expect(await reasonOf(summary.query({ from: '2026-02-02', to: '2026-02-01' }))).toBe('INVALID_INPUT');
  expect(await reasonOf(summary.query({ from: '2025-01-01', to: '2026-12-31' }))).toBe('INVALID_INPUT');
  expect(await reasonOf(summary.query({ from: '2026-13-01', to: '2026-13-02' }))).toBe('INVALID_INPUT');
  expect(await reasonOf(createClient(world.api.url).reports.summary.query(span()))).toBe('UNAUTHORIZED');
});

test('the overview counts what needs a person, as the lists behind it do', async () => {
  await using world = await startConsoleWorld(quiet);
  const { sessionId } = await pay(world);
  const [installation] = await query<{ id: string }>(world, 'select id from installation');
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'PAYMENT_SUCCESS',
    metadatas: { checkoutInstallation: installation?.id ?? '', checkoutSessionId: sessionId },
  });
  await world.service.payments.get.query({ paymentId });
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  await pay(world);
  await query(world, `update sessions set unacknowledged_at = now() where id = $1`, [sessionId]);
  await query(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, state, events) values ('msg_dead', now(), 'dead', '[]')`,
  );
  const { console } = await signIn(world, 'viewer');
  const overview = await console.overview.query();
  expect(overview).toMatchObject({
    unresolved: { count: 1 },
    stray: 1,
    unacknowledged: 1,
    deadWebhooks: 1,
    refundsFailed: 0,
    approvals: 0,
    pausedEndpoints: 0,
    cardTesting: false,
  });
  const { search } = console;
  expect((await search.payments.query({ stray: true })).payments).toHaveLength(1);
  expect((await search.sessions.query({ attention: 'unresolved' })).sessions).toHaveLength(1);
  expect((await search.sessions.query({ attention: 'unacknowledged' })).sessions).toHaveLength(1);
  expect((await console.webhooks.list.query()).webhooks).toHaveLength(1);
});
