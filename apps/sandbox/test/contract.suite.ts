import { expect, test } from 'vitest';
import { documentedCreate, fixture, type Host, inflowAt, withCard } from './inflow.ts';

const keysOf = (body: object) => Object.keys(body).sort();

/** Inflow's contract as its documentation states it, over HTTP alone: it knows a host and nothing of what is behind. */
export function contractSuite(host: () => Host): void {
  const inflow = () => inflowAt(host());

  test('create responds 201 with exactly the six documented fields', async () => {
    const { status, body } = await inflow().create(documentedCreate());
    const documented = fixture('create-payment.response.json');
    expect(status).toBe(201);
    expect(body).toEqual({ ...documented, id: expect.any(String) });
  });

  test('a confirmed payment reads as the documented authorised payment', async () => {
    const payment = await inflow().pay(documentedCreate());
    const documented = fixture('payment.authorized.json');
    expect(keysOf(payment)).toEqual(keysOf(documented));
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(payment).toEqual({
      ...documented,
      id: payment.id,
      customerId: expect.any(String),
      products: documentedCreate().products,
      lastDepositAttempt: { ...(documented.lastDepositAttempt as object), attemptedAt: time },
      timeline: [
        { status: 'INITIATION', timestamp: time },
        { status: 'CHECKOUT_SUCCESS', timestamp: time },
      ],
      createdAt: time,
      updatedAt: time,
    });
  });

  test('a declined card is no HTTP error: the payment has failed in the documented form', async () => {
    const { status, body } = await inflow().create(withCard('4000000000000002'));
    expect(status).toBe(201);
    const payment = await inflow().read(body.id);
    const documented = fixture('last-deposit-attempt.failed.json');
    expect(payment.lastDepositAttempt).toEqual({
      ...documented,
      amount: 5999,
      attemptedAt: expect.any(String),
    });
    expect(payment).toMatchObject({ status: 'PAYMENT_FAILED', depositStatus: 'failed' });
  });

  test('without autoConfirm nothing is charged until the payment is confirmed', async () => {
    const payment = await inflow().pay(withCard('4242424242424242'));
    expect(payment).toMatchObject({ status: 'INITIATION', depositStatus: 'requires_confirmation' });
    const confirmed = await inflow().confirm(payment.id);
    expect(confirmed.status).toBe(201);
    expect(confirmed.body).toEqual(await inflow().read(payment.id));
    expect(confirmed.body).toMatchObject({ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' });
  });

  test('confirming again is refused', async () => {
    const payment = await inflow().pay(documentedCreate());
    const again = await inflow().confirm(payment.id);
    expect(again).toMatchObject({ status: 400, body: { statusCode: 400, error: 'Bad Request' } });
  });

  test('validation errors come in the documented form, one sentence per problem', async () => {
    const wrong = { ...documentedCreate(), currency: 'XXX', products: [], customerEmail: 'nobody' };
    const { status, body } = await inflow().create(wrong);
    expect(status).toBe(400);
    expect(body).toEqual(fixture('error.validation.json'));
  });

  test.each<[string, Record<string, unknown>]>([
    ['postalCode', { billingCountry: 'US', postalCode: undefined }],
    ['businessName', { purchasingAsBusiness: true, taxId: 'FR123' }],
    ['taxId', { purchasingAsBusiness: true, businessName: 'Ltd' }],
    ['card', { useCustomerPaymentMethod: true }],
    ['savePaymentMethod', { useCustomerPaymentMethod: true, savePaymentMethod: true, card: undefined }],
    ['products', { products: [{ name: 'Cheap', price: 149, quantity: 1 }] }],
    ['products', { currency: 'USD', products: [{ name: 'Cheap', price: 199, quantity: 1 }] }],
    ['products.0.price', { products: [{ name: 'Half', price: 499.5, quantity: 1 }] }],
    ['products.0.quantity', { products: [{ name: 'None', price: 499, quantity: 0 }] }],
    ['currency', { currency: 'GBP' }],
    ['billingCountry', { billingCountry: 'XX' }],
    ['purchasingAsBusiness', { purchasingAsBusiness: 'no' }],
    ['metadatas', { metadatas: 'order' }],
    ['threeDsSuccessUrl', { threeDsSuccessUrl: 'javascript:alert(1)' }],
  ])('%s is checked: %o', async (field, changes) => {
    const { status, body } = await inflow().create({ ...documentedCreate(), ...changes });
    expect(status).toBe(400);
    expect(body.message).toEqual([expect.stringMatching(new RegExp(`^${field.replaceAll('.', '\\.')} `))]);
  });

  test('the smallest documented totals are accepted', async () => {
    const one = (price: number) => [{ name: 'Least', price, quantity: 1 }];
    const euro = await inflow().create({ ...documentedCreate(), products: one(150) });
    const dollar = await inflow().create({ ...documentedCreate(), currency: 'USD', products: one(200) });
    expect([euro.status, dollar.status]).toEqual([201, 201]);
  });

  test('a missing and an invalid key get the documented 401 on both hosts, for any body', async () => {
    const expected = fixture('error.unauthorized.json');
    for (const key of [null, 'wrong']) {
      const answers = [
        await inflow().card('POST', '/api/server/payment', '{"broken', key),
        await inflow().api('GET', '/api/payment', undefined, key),
        await inflow().api('POST', '/api/webhook', {}, key),
      ];
      for (const { status, body } of answers)
        expect({ status, body }).toEqual({ status: 401, body: expected });
    }
  });

  test('an unknown payment is 404 in the documented form, for every operation', async () => {
    const answers = [
      await inflow().api('GET', '/api/payment/pay_unknown'),
      await inflow().confirm('pay_unknown'),
      await inflow().refund('pay_unknown'),
      await inflow().update('pay_unknown', {}),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 404, body: { statusCode: 404, error: 'Not Found' } });
    }
  });

  test('the list is newest first, in pages', async () => {
    const first = await inflow().create(documentedCreate());
    const second = await inflow().create(documentedCreate());
    const ids = async (page: number) => {
      const { body } = await inflow().api('GET', `/api/payment?page=${page}&limit=1`);
      return (body.data as { id: string }[]).map(({ id }) => id);
    };
    expect([await ids(1), await ids(2)]).toEqual([[second.body.id], [first.body.id]]);
  });

  test('a payment can be updated by POST until it is confirmed', async () => {
    const { id } = await inflow().pay(withCard('4242424242424242'));
    const updated = await inflow().update(id, fixture('update-payment.request.json'));
    expect(updated).toMatchObject({ status: 201, body: { amountInCents: 5999, amountTaxesIncluded: 7199 } });
    await inflow().confirm(id);
    expect((await inflow().update(id, fixture('update-payment.request.json'))).status).toBe(400);
    expect(await inflow().read(id)).toMatchObject({ lastDepositAttempt: { amount: 7199 } });
  });

  test('a refund is full, once, and only of a payment that was paid', async () => {
    const unpaid = await inflow().pay(withCard('4242424242424242'));
    expect((await inflow().refund(unpaid.id)).status).toBe(400);
    const paid = await inflow().pay(documentedCreate());
    const refunded = await inflow().refund(paid.id, { reason: 'wrong size' });
    expect(refunded).toMatchObject({ status: 201, body: { id: paid.id, status: 'REFUND_PENDING' } });
    expect((await inflow().refund(paid.id)).status).toBe(400);
  });

  test('metadata is returned as it was sent', async () => {
    const metadatas = { orderId: 'o-1', nested: { list: [1, 'two', null] }, digits: '1234567890123456' };
    const payment = await inflow().pay({ ...documentedCreate(), metadatas });
    expect(payment.metadatas).toEqual(metadatas);
  });

  test('a saved card is charged by e-mail address alone, and only the last one saved', async () => {
    const customerEmail = `saver-${Date.now()}@example.com`;
    const again = { ...documentedCreate(), customerEmail, card: undefined, useCustomerPaymentMethod: true };
    expect(await inflow().create(again)).toMatchObject({ status: 400, body: { error: 'Bad Request' } });
    await inflow().create({ ...documentedCreate(), customerEmail, savePaymentMethod: true });
    const payment = await inflow().pay({ ...again, customerEmail: customerEmail.toUpperCase() });
    expect(payment).toMatchObject({ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' });
  });

  test('tax: exclusive, inclusive, reverse charge, and the rate before paying', async () => {
    const products = [{ name: 'Hundred', price: 10_000, quantity: 1 }];
    const base = { ...documentedCreate(), products };
    const business = { purchasingAsBusiness: true, businessName: 'GmbH', taxId: 'DE123456789' };
    const exclusive = await inflow().pay(base);
    const inclusive = await inflow().pay({ ...base, pricingMode: 'TAX_INCLUSIVE' });
    const reverse = await inflow().pay({ ...base, ...business, billingCountry: 'DE' });
    expect(exclusive).toMatchObject({
      amountTaxesIncluded: 12_000,
      taxRateInPercentage: 20,
      taxCountry: 'FR',
    });
    expect(inclusive).toMatchObject({ amountTaxesIncluded: 10_000, taxRateInPercentage: 20 });
    expect(reverse).toMatchObject({ amountTaxesIncluded: 10_000, taxRateInPercentage: 0, taxCountry: 'DE' });
    const rates = [
      await inflow().api('GET', '/api/tax/rate?country=FR&postalCode=75001'),
      await inflow().api('GET', '/api/payment/tax-rate?country=FR'),
    ];
    for (const { status, body } of rates)
      expect({ status, body }).toEqual({ status: 200, body: { taxRateInPercentage: 20 } });
  });

  test('a create without a card waits for one, on both hosts, with the documented body', async () => {
    const asPrinted = fixture('create-payment.request.json');
    const onCardHost = await inflow().create(asPrinted);
    const onStandardHost = await inflow().api('POST', '/api/server/payment', asPrinted);
    const documented = fixture('create-payment.response.json');
    for (const { status, body } of [onCardHost, onStandardHost]) {
      expect({ status, body }).toEqual({ status: 201, body: { ...documented, id: body.id } });
      expect(await inflow().read(body.id)).toMatchObject({ status: 'INITIATION', depositStatus: null });
    }
  });

  test('a raw card is refused by the standard host, and the sentence names the card', async () => {
    const { body: waiting } = await inflow().create(fixture('create-payment.request.json'));
    for (const { status, body } of [
      await inflow().api('POST', '/api/server/payment', documentedCreate()),
      await inflow().update(waiting.id, { card: fixture('card.json') }),
    ])
      expect({ status, message: body.message }).toEqual({
        status: 400,
        message: [expect.stringMatching(/^card /)],
      });
  });

  test('the card host serves creates only', async () => {
    expect((await inflow().card('GET', '/api/payment')).status).toBe(404);
    expect((await inflow().card('POST', '/api/server/payment/pay_1/confirm')).status).toBe(404);
  });
}
