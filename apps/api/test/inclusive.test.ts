import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { releaseRefunds } from '../src/db/installation.ts';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import {
  chargesOf,
  countRequests,
  createClient,
  outcomeOnce,
  press,
  startWorld,
  type World,
} from './support/world.ts';

const PRICE = 10_000;
const CHALLENGE_CARD = '4000020000000000';
const BASIS = { billingCountry: 'FR', purchasingAsBusiness: false };
/** What `amountInCents` may be (inflow/README, "Open points"). */
const AMOUNTS = ['with_tax', 'before_tax'] as const;

async function inclusiveSession({ service }: Pick<World, 'service'>, changes: object = {}): Promise<string> {
  const { sessionId } = await service.sessions.create.mutate({
    products: [{ name: 'Lamp', price: PRICE, quantity: 1 }],
    currency: 'EUR',
    pricingMode: 'TAX_INCLUSIVE',
    ...changes,
  });
  return sessionId;
}

/** As the page pays: for the total that it shows. */
const agreeing = (sessionId: string, number?: string) => ({
  ...press(sessionId, number === undefined ? {} : { number }),
  agreedTotal: PRICE,
  onOtherTotal: 'ask' as const,
});

test.each(AMOUNTS.flatMap((amount) => ['explicit', 'automatic'].map((mode) => [amount, mode] as const)))(
  'tax included (%s, %s): the price is quoted, charged and told to the merchant',
  async (inclusiveAmount, confirmation) => {
    await using world = await startWorld(
      { INFLOW_CONFIRMATION: confirmation },
      { dialect: { inclusiveAmount } },
    );
    const { shopper, service } = world;
    const sessionId = await inclusiveSession(world);
    expect(await shopper.checkout.get.query({ sessionId })).toMatchObject({
      pricingMode: 'TAX_INCLUSIVE',
      subtotal: PRICE,
    });
    expect(await shopper.checkout.quote.query({ sessionId, ...BASIS })).toMatchObject({
      pricingMode: 'TAX_INCLUSIVE',
      subtotal: PRICE,
      total: PRICE,
      tax: 1667,
      rate: 20,
    });
    const paid = await shopper.checkout.pay.mutate(agreeing(sessionId));
    expect(paid).toMatchObject({ status: 'succeeded', payment: { amountTaxesIncluded: PRICE } });
    expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: PRICE }]);
    // Its total was read before anything was charged.
    expect(await countRequests(world, 'confirm')).toBe(1);

    expect(await service.sessions.get.query({ sessionId })).toMatchObject({
      status: 'complete',
      pricingMode: 'TAX_INCLUSIVE',
    });
    const { events } = await service.events.list.query({ sessionId, types: ['session.completed'] });
    expect(events).toMatchObject([
      {
        data: {
          session: { pricingMode: 'TAX_INCLUSIVE', subtotal: PRICE },
          payment: { amountTaxesIncluded: PRICE },
        },
      },
    ]);
    const today = new Date().toISOString().slice(0, 10);
    const { days } = await service.reports.summary.query({ from: today, to: today });
    expect(days).toMatchObject([{ paid: { count: 1, amountInCents: PRICE } }]);
  },
);

test.each(AMOUNTS)(
  'tax included (%s): a 3DS challenge is asked for, and the price is charged',
  async (inclusiveAmount) => {
    await using world = await startWorld({}, { dialect: { inclusiveAmount } });
    const sessionId = await inclusiveSession(world);
    const challenged = await world.shopper.checkout.pay.mutate(agreeing(sessionId, CHALLENGE_CARD));
    if (challenged.status !== 'requires_action') throw new Error(challenged.status);
    await world.sandbox.control.threeDs.approve(challenged.payment.id);
    expect(await world.shopper.checkout.complete.mutate({ sessionId })).toMatchObject({
      status: 'succeeded',
    });
    expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: PRICE }]);
  },
);

test.each(AMOUNTS)(
  'tax included (%s): a confirm whose response is lost is one charge',
  async (inclusiveAmount) => {
    await using world = await startWorld(
      { INFLOW_TIMEOUT_MS: '500' },
      { dialect: { inclusiveAmount, confirmBody: 'partial' } },
    );
    const sessionId = await inclusiveSession(world);
    await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
    await world.shopper.checkout.pay.mutate(agreeing(sessionId));
    await outcomeOnce(world, sessionId, 'succeeded');
    expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: PRICE }]);
  },
);

test('tax included: without the rate the total is known all the same', async () => {
  await using world = await startWorld();
  await world.sandbox.control.faults.add({ operation: 'tax', kind: 'status', status: 400 });
  const sessionId = await inclusiveSession(world);
  expect(await world.shopper.checkout.quote.query({ sessionId, ...BASIS })).toMatchObject({
    total: PRICE,
    tax: null,
    rate: null,
  });
  expect((await world.shopper.checkout.pay.mutate(agreeing(sessionId))).status).toBe('succeeded');
});

test('tax included: with automatic confirmation the total is read before anything is charged', async () => {
  await using world = await startWorld({ INFLOW_CONFIRMATION: 'automatic' });
  const sessionId = await inclusiveSession(world);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect(await countRequests(world, 'confirm')).toBe(1);
});

test('tax included: a business of another EU country pays the price', async () => {
  await using world = await startWorld();
  const sessionId = await inclusiveSession(world);
  const business = {
    ...BASIS,
    purchasingAsBusiness: true,
    businessName: 'Analytical',
    taxId: 'FR12345678901',
  };
  const { businessName: _name, ...basis } = business;
  const quote = await world.shopper.checkout.quote.query({ sessionId, ...basis });
  expect(quote).toMatchObject({ total: PRICE, tax: 0, reverseCharge: true });
  const input = agreeing(sessionId);
  const paid = await world.shopper.checkout.pay.mutate({
    ...input,
    customer: { ...input.customer, ...business },
  });
  expect(paid.status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toMatchObject([{ amount: PRICE }]);
});

/** An account that does not do what the create asks for: it adds the tax to the price. */
async function addingTax(world: World) {
  const stack = new AsyncDisposableStack();
  const change = (body: unknown) =>
    body !== null && typeof body === 'object' && 'amountTaxesIncluded' in body
      ? { ...body, amountInCents: PRICE, amountTaxesIncluded: 12_000 }
      : body;
  const standard = stack.use(await startInflowProxy(world.sandbox.apiUrl, change));
  const node = stack.use(await world.startNode({ INFLOW_API_BASE_URL: standard.url }));
  return { shopper: createClient(node.url), [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('tax included: where Inflow adds the tax all the same, nothing is charged that was not agreed to', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await inclusiveSession(world);
  await using adding = await addingTax(world);
  const { shopper } = adding;
  const asked = await shopper.checkout.pay.mutate(agreeing(sessionId));
  expect(asked).toMatchObject({ status: 'requires_agreement', total: 12_000 });
  expect(await countRequests(world, 'confirm')).toBe(0);

  // A caller that does not ask has agreed to the price.
  const refused = await shopper.checkout.pay.mutate(press(sessionId));
  expect(refused).toMatchObject({ status: 'declined', decline: { code: 'total_changed' } });
  expect(await countRequests(world, 'confirm')).toBe(0);

  const again = await shopper.checkout.pay.mutate(agreeing(sessionId));
  if (again.status !== 'requires_agreement') throw new Error(again.status);
  const agreed = { sessionId, paymentId: again.payment.id, total: 12_000 };
  expect(await shopper.checkout.agree.mutate(agreed)).toMatchObject({ status: 'succeeded' });
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('tax included: a shopper to whom no total was shown is asked, also for the price', async () => {
  await using world = await startWorld();
  const sessionId = await inclusiveSession(world);
  const { agreedTotal: _total, ...input } = agreeing(sessionId);
  expect(await world.shopper.checkout.pay.mutate(input)).toMatchObject({
    status: 'requires_agreement',
    total: PRICE,
  });
  expect(await chargesOf(world, sessionId)).toEqual([]);
});

test('tax included: a payment whose total is left out is not confirmed', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await inclusiveSession(world);
  await using standard = await startInflowProxy(world.sandbox.apiUrl, (body) =>
    body !== null && typeof body === 'object' ? { ...body, amountTaxesIncluded: null } : body,
  );
  await using node = await world.startNode({ INFLOW_API_BASE_URL: standard.url });
  const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(outcome.status).toBe('processing');
  expect(await countRequests(world, 'confirm')).toBe(0);
});

test.each(AMOUNTS)('tax included (%s): what was lost of a charge is rebuilt', async (inclusiveAmount) => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' }, { dialect: { inclusiveAmount } });
  const known = await inclusiveSession(world);
  const lost = await inclusiveSession(world);
  for (const sessionId of [known, lost])
    expect((await world.shopper.checkout.pay.mutate(agreeing(sessionId))).status).toBe('succeeded');
  await query(
    world,
    // Before the api rebuilds some of it.
    `begin; lock table attempts in exclusive mode;
     delete from payments; delete from attempt_origins; delete from attempts;
     update sessions set status = 'open', payment_id = null;
     delete from sessions where id = '${lost}'; commit`,
  );
  for (const sessionId of [known, lost])
    await expect
      .poll(() => statusOf(world, sessionId), { timeout: 60_000 })
      .toMatchObject({ status: 'complete', subtotal: PRICE, pricingMode: 'TAX_INCLUSIVE' });
  expect(await query(world, 'select distinct amount, pricing_mode from attempts')).toEqual([
    { amount: PRICE, pricing_mode: 'TAX_INCLUSIVE' },
  ]);
  expect(await world.sandbox.control.ledger()).toHaveLength(2);
});

const statusOf = ({ service }: World, sessionId: string) =>
  service.sessions.get.query({ sessionId }).catch(() => null);

test('tax included: an amount less its tax is no proof that the charge was not agreed to', async () => {
  await using world = await startWorld(
    { ORPHAN_CHARGES: 'refund', RECONCILE_AFTER_MS: '600' },
    { dialect: { inclusiveAmount: 'before_tax' } },
  );
  const sessionId = await inclusiveSession(world);
  const { payment } = await world.shopper.checkout.pay.mutate(agreeing(sessionId));
  // As a stray charge of its own attempt.
  await query(world, 'update payments set orphan = true where id = $1', [payment?.id]);
  const pool = openPool(world.databaseUrl, () => undefined, 1);
  await releaseRefunds(openDatabase(pool), 'operator');
  await pool.end();
  const before = await countRequests(world, 'list');
  await expect.poll(() => countRequests(world, 'list'), { timeout: 60_000 }).toBeGreaterThan(before + 3);
  expect(await countRequests(world, 'refund')).toBe(0);

  await query(world, 'update attempts set amount = $1 where payment_id = $2', [PRICE - 1, payment?.id]);
  await query(world, 'update attempts set agreed_total = null');
  await expect.poll(() => countRequests(world, 'refund'), { timeout: 60_000 }).toBe(1);
});

test('a line may cost nothing, and none may cost less', async () => {
  await using world = await startWorld();
  const lines = (price: number) => ({
    products: [
      { name: 'Lamp', price: PRICE, quantity: 1 },
      { name: 'Shipping', price, quantity: 1 },
    ],
    currency: 'EUR' as const,
  });
  await expect(world.service.sessions.create.mutate(lines(-500))).rejects.toMatchObject({
    data: { reason: 'INVALID_INPUT', fieldErrors: { 'products.1.price': ['below_minimum'] } },
  });
  const { sessionId } = await world.service.sessions.create.mutate(lines(0));
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
});
