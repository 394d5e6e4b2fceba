import { expect, test } from 'vitest';
import { contractCalls, documented, inferred, isRefused } from './contract-calls.ts';
import { type OpenPoint, openPoints } from './contract-open.suite.ts';
import { documentedCreate, fixture, type Host, withCard } from './inflow.ts';

const keysOf = (body: object) => Object.keys(body).sort();

/**
 * Inflow's contract over HTTP alone: it knows a host and nothing of what is behind. What the documentation states must be so;
 * what it leaves open is noted, and passes with any answer.
 */
export function contractSuite(host: () => Host, openPoint: OpenPoint): void {
  const inflow = () => contractCalls(host());
  openPoints(host, openPoint);

  test('create responds 201 with exactly the six documented fields', async () => {
    const { status, body } = await inflow().create(documentedCreate());
    const example = fixture('create-payment.response.json');
    documented(status).toBe(201);
    documented(body).toEqual({ ...example, id: expect.any(String) });
  });

  test('a confirmed payment reads as the documented authorised payment', async () => {
    const payment = await inflow().pay(documentedCreate());
    const example = fixture('payment.authorized.json');
    documented(keysOf(payment)).toEqual(keysOf(example));
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    documented(payment).toEqual({
      ...example,
      id: payment.id,
      customerId: expect.any(String),
      products: documentedCreate().products,
      lastDepositAttempt: { ...(example.lastDepositAttempt as object), attemptedAt: time },
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
    documented(status).toBe(201);
    const payment = await inflow().decided(body.id);
    const example = fixture('last-deposit-attempt.failed.json');
    documented(payment.lastDepositAttempt).toEqual({
      ...example,
      amount: 5999,
      attemptedAt: expect.any(String),
    });
    inferred(payment).toMatchObject({ status: 'PAYMENT_FAILED', depositStatus: 'failed' });
  });

  test('validation errors come in the documented form, one sentence per problem', async () => {
    const wrong = { ...documentedCreate(), currency: 'XXX', products: [], customerEmail: 'nobody' };
    const { status, body } = await inflow().create(wrong);
    documented(status).toBe(400);
    documented(body).toEqual(fixture('error.validation.json'));
  });

  test.each<[string, Record<string, unknown>]>([
    ['postalCode', { billingCountry: 'US', postalCode: undefined }],
    ['businessName', { purchasingAsBusiness: true, taxId: 'FR123' }],
    ['taxId', { purchasingAsBusiness: true, businessName: 'Ltd' }],
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
    documented(status).toBe(400);
    documented(body.message).toEqual([
      expect.stringMatching(new RegExp(`^${field.replaceAll('.', '\\.')} `)),
    ]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['card', {}],
    ['savePaymentMethod', { savePaymentMethod: true, card: undefined }],
  ])('%s and a saved card exclude each other, on the host that takes saved cards', async (field, changes) => {
    const body = { ...documentedCreate(), useCustomerPaymentMethod: true, ...changes };
    const replies = [await inflow().create(body), await inflow().api('POST', '/api/server/payment', body)];
    for (const reply of replies) documented(reply).toSatisfy(isRefused);
    documented(replies.map((reply) => reply.body.message)).toContainEqual([
      expect.stringMatching(new RegExp(`^${field} `)),
    ]);
  });

  test('the smallest documented totals are accepted', async () => {
    const one = (price: number) => [{ name: 'Least', price, quantity: 1 }];
    const euro = await inflow().create({ ...documentedCreate(), products: one(150) });
    const dollar = await inflow().create({ ...documentedCreate(), currency: 'USD', products: one(200) });
    documented([euro.status, dollar.status]).toEqual([201, 201]);
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
        documented({ status, body }).toEqual({ status: 401, body: expected });
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
      documented(answer).toMatchObject({ status: 404, body: { statusCode: 404, error: 'Not Found' } });
    }
  });

  test('a create without a card waits for one, on both hosts, with the documented body', async () => {
    const asPrinted = fixture('create-payment.request.json');
    const onCardHost = await inflow().create(asPrinted);
    const onStandardHost = await inflow().api('POST', '/api/server/payment', asPrinted);
    const example = fixture('create-payment.response.json');
    for (const { status, body } of [onCardHost, onStandardHost]) {
      documented({ status, body }).toEqual({ status: 201, body: { ...example, id: body.id } });
      inferred(await inflow().readable(body.id)).toMatchObject({ status: 'INITIATION', depositStatus: null });
    }
  });

  test('a raw card is refused by the standard host, and the sentence names the card', async () => {
    const { body: waiting } = await inflow().create(fixture('create-payment.request.json'));
    for (const { status, body } of [
      await inflow().api('POST', '/api/server/payment', documentedCreate()),
      await inflow().update(waiting.id, { card: fixture('card.json') }),
    ])
      inferred({ status, message: body.message }).toEqual({
        status: 400,
        message: [expect.stringMatching(/^card /)],
      });
  });

  test('the card host serves creates only', async () => {
    inferred((await inflow().card('GET', '/api/payment')).status).toBe(404);
    inferred((await inflow().card('POST', '/api/server/payment/pay_1/confirm')).status).toBe(404);
  });
}
