import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { GOOD_CARD, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

const order = (changes: Record<string, unknown> = {}) => ({
  idempotencyKey: randomUUID(),
  products: [{ name: 'Pro Plan', price: 4999, quantity: 1 }],
  currency: 'EUR' as const,
  customerEmail: 'customer@example.com',
  billingCountry: 'FR',
  postalCode: '75001',
  purchasingAsBusiness: false,
  firstName: 'John',
  lastName: 'Doe',
  pricingMode: 'TAX_EXCLUSIVE' as const,
  threeDsSuccessUrl: 'https://shop.example/3ds-success',
  threeDsFailureUrl: 'https://shop.example/3ds-failure',
  metadatas: { orderId: 'order_12345' },
  card: GOOD_CARD,
  ...changes,
});

const ledgerOf = async (world: World, paymentId: string) =>
  (await world.sandbox.control.ledger()).filter((charge) => charge.paymentId === paymentId);

test('every documented field travels to Inflow, and the metadata comes back', async () => {
  await using world = await startWorld();
  const payment = await world.service.payments.create.mutate(order());
  expect(payment).toMatchObject({
    status: 'INITIATION',
    depositStatus: 'requires_confirmation',
    amountInCents: 4999,
    amountTaxesIncluded: 5999,
    metadatas: { orderId: 'order_12345' },
    products: [{ name: 'Pro Plan', price: 4999, quantity: 1 }],
    sessionId: null,
  });
  const [sent] = (await world.sandbox.control.requests()).filter((request) => request.operation === 'create');
  expect(sent?.body).toMatchObject({
    currency: 'EUR',
    customerEmail: 'customer@example.com',
    billingCountry: 'FR',
    postalCode: '75001',
    purchasingAsBusiness: false,
    firstName: 'John',
    lastName: 'Doe',
    autoConfirm: false,
    pricingMode: 'TAX_EXCLUSIVE',
    threeDsSuccessUrl: 'https://shop.example/3ds-success',
    threeDsFailureUrl: 'https://shop.example/3ds-failure',
    metadatas: { orderId: 'order_12345' },
  });
});

test('a payment waits for payments.confirm, and a second confirm changes nothing', async () => {
  await using world = await startWorld();
  const { id } = await world.service.payments.create.mutate(order());
  expect(await ledgerOf(world, id)).toEqual([]);
  const confirmed = await world.service.payments.confirm.mutate({ paymentId: id });
  expect(confirmed.status).toBe('CHECKOUT_SUCCESS');
  expect((await world.service.payments.confirm.mutate({ paymentId: id })).status).toBe('CHECKOUT_SUCCESS');
  expect(await ledgerOf(world, id)).toHaveLength(1);
  expect(confirmed.history.map((entry) => [entry.actor, entry.to])).toEqual([
    ['service:tests', 'creating'],
    ['service:tests', 'created'],
    ['service:tests', 'awaiting_confirmation'],
    ['service:tests', 'confirming'],
    ['service:tests', 'succeeded'],
  ]);
});

test('autoConfirm charges in one call', async () => {
  await using world = await startWorld();
  const payment = await world.service.payments.create.mutate(order({ autoConfirm: true }));
  expect(payment).toMatchObject({ status: 'CHECKOUT_SUCCESS', decline: null });
  expect(await ledgerOf(world, payment.id)).toHaveLength(1);
});

test('one idempotency key is one payment, also at once; another input under it is a conflict', async () => {
  await using world = await startWorld();
  const input = order({ autoConfirm: true });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => world.service.payments.create.mutate(input)),
  );
  expect(new Set(answers.map((payment) => payment.id)).size).toBe(1);
  expect(
    await reasonOf(world.service.payments.create.mutate({ ...input, customerEmail: 'other@example.com' })),
  ).toBe('CONFLICT');
  expect(await world.sandbox.control.ledger()).toHaveLength(1);
});

test('a refused card is a payment with its decline', async () => {
  await using world = await startWorld();
  const card = { ...GOOD_CARD, number: '4000000000009995' };
  const payment = await world.service.payments.create.mutate(order({ card, autoConfirm: true }));
  expect(payment).toMatchObject({
    status: 'PAYMENT_FAILED',
    decline: { code: 'insufficient_funds', retryable: true },
  });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId: payment.id }))).toBe(
    'PAYMENT_NOT_REFUNDABLE',
  );
});

test('a 3DS payment says where to go, cannot be confirmed before, and is confirmed after', async () => {
  await using world = await startWorld();
  const card = { ...GOOD_CARD, number: '4000020000000000' };
  const payment = await world.service.payments.create.mutate(order({ card }));
  expect(payment.threeDsSessionUrl).toMatch(/^http/);
  expect(await reasonOf(world.service.payments.confirm.mutate({ paymentId: payment.id }))).toBe(
    'PAYMENT_NOT_CONFIRMABLE',
  );
  await world.sandbox.control.threeDs.approve(payment.id);
  expect((await world.service.payments.confirm.mutate({ paymentId: payment.id })).status).toBe(
    'CHECKOUT_SUCCESS',
  );
});

test('update changes an unconfirmed payment, and neither a confirmed one nor that of a session', async () => {
  await using world = await startWorld();
  const { id } = await world.service.payments.create.mutate(order());
  const products = [{ name: 'Updated Product', price: 5999, quantity: 1 }];
  const updated = await world.service.payments.update.mutate({ paymentId: id, products });
  expect(updated).toMatchObject({ amountInCents: 5999, amountTaxesIncluded: 7199, products });
  await world.service.payments.confirm.mutate({ paymentId: id });
  expect(await ledgerOf(world, id)).toMatchObject([{ amount: 7199 }]);
  expect(await reasonOf(world.service.payments.update.mutate({ paymentId: id, products }))).toBe(
    'PAYMENT_NOT_UPDATABLE',
  );

  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  const paymentId = begun.payment?.id ?? '';
  expect(await reasonOf(world.service.payments.update.mutate({ paymentId, products }))).toBe(
    'PAYMENT_NOT_UPDATABLE',
  );
});

test('a refund is asked for once, and followed to its end', async () => {
  await using world = await startWorld();
  const { id } = await world.service.payments.create.mutate(order({ autoConfirm: true }));
  const refunded = await world.service.payments.refund.mutate({
    paymentId: id,
    reason: 'changed their mind',
  });
  expect(refunded).toMatchObject({ status: 'REFUND_PENDING', refund: 'pending' });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId: id }))).toBe('ALREADY_REFUNDED');
  await world.sandbox.control.clock.advance(60_000);
  await expect
    .poll(() => world.service.payments.get.query({ paymentId: id }))
    .toMatchObject({ status: 'FULLY_REFUNDED', refund: 'refunded' });
  const sent = (await world.sandbox.control.requests()).filter((request) => request.operation === 'refund');
  expect(sent).toHaveLength(1);
});

test('a refund whose answer was lost is found out, and refunds once', async () => {
  await using world = await startWorld({ INFLOW_TIMEOUT_MS: '1000' });
  const { id } = await world.service.payments.create.mutate(order({ autoConfirm: true }));
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId: id }))).toBe('OUTCOME_UNKNOWN');
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId: id }))).toBe('ALREADY_REFUNDED');
  await expect
    .poll(() => world.service.payments.get.query({ paymentId: id }))
    .toMatchObject({ status: 'REFUND_PENDING', refund: 'pending' });
});

test('list goes through all payments, newest first, page by page', async () => {
  await using world = await startWorld();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1)
    made.unshift((await world.service.payments.create.mutate(order())).id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof world.service.payments.list.query>> =
      await world.service.payments.list.query({ limit: 2, cursor });
    seen.push(...page.payments.map((payment) => payment.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(made);
  expect(await reasonOf(world.service.payments.list.query({ cursor: 'rubbish' }))).toBe('INVALID_INPUT');
});

test('an unknown payment is not found', async () => {
  await using world = await startWorld();
  const { get, confirm, refund } = world.service.payments;
  const paymentId = 'pay_none';
  expect(await reasonOf(get.query({ paymentId }))).toBe('NOT_FOUND');
  expect(await reasonOf(confirm.mutate({ paymentId }))).toBe('NOT_FOUND');
  expect(await reasonOf(refund.mutate({ paymentId }))).toBe('NOT_FOUND');
});

test("Inflow's tax rate of a country", async () => {
  await using world = await startWorld();
  expect(await world.service.tax.rate.query({ country: 'FR' })).toEqual({
    country: 'FR',
    taxRateInPercentage: 20,
  });
});

test('metadata of a service cannot pose as our own: the payment is charged as its own attempt', async () => {
  await using world = await startWorld();
  const metadatas = { orderId: 'order_1', checkoutAttemptId: 'x' };
  const payment = await world.service.payments.create.mutate(order({ autoConfirm: true, metadatas }));
  expect(payment).toMatchObject({ status: 'CHECKOUT_SUCCESS', metadatas: { orderId: 'order_1' } });
  expect(await ledgerOf(world, payment.id)).toHaveLength(1);
});
