import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dialect } from '../src/control/client.ts';
import { defaultDialect, dialectSwitches } from '../src/domain/dialect.ts';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { type Body, documentedCreate, fixture, inflowAt, withCard } from './inflow.ts';
import { type Received, secret, startReceiver } from './receiver.ts';

const apiKey = 'inflow_priv_dialect';
const acceptedThenDeclined = '4000000000001133';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey, receiveMs: 3_600_000 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

const inflow = () => inflowAt({ ...sandbox, apiKey });
const set = (changes: Partial<Dialect>) => sandbox.control.dialect.set(changes);
const create = async (body: Body = withCard('4242424242424242')) =>
  String((await inflow().create(body)).body.id);
const read = async (id: string) => {
  const { status, body } = await inflow().api('GET', `/api/payment/${id}`);
  return status === 200 ? body.status : status;
};
const list = async (query = '') => {
  const { status, body } = await inflow().api('GET', `/api/payment${query}`);
  const data = (body.data ?? []) as Body[];
  return { status, total: body.total, ids: data.map(({ id }) => id), statuses: data.map((it) => it.status) };
};
/** A confirm’s status and text: its body may be empty. */
const confirm = async (id: string) => {
  const response = await fetch(`${sandbox.apiUrl}/api/server/payment/${id}/confirm`, {
    method: 'POST',
    headers: { 'x-inflow-api-key': apiKey },
  });
  return { status: response.status, text: await response.text() };
};
const charges = async () => (await sandbox.control.ledger()).length;

describe('confirm', () => {
  test.each(['201', '200'] as const)('confirmStatus %s: a confirm has this status', async (confirmStatus) => {
    await set({ confirmStatus });
    expect((await confirm(await create())).status).toBe(Number(confirmStatus));
  });

  test('confirmBody: the whole payment, a part of it, or the six fields of create', async () => {
    const confirmedAs = async (confirmBody: Dialect['confirmBody']) => {
      await set({ confirmBody });
      const id = await create();
      const body: Body = JSON.parse((await confirm(id)).text);
      return { body, payment: await inflow().read(id) };
    };
    const whole = await confirmedAs('whole');
    expect(whole.body).toEqual(whole.payment);
    const partial = await confirmedAs('partial');
    const { metadatas, products, taxCountry, amountTaxesIncluded, taxRateInPercentage, ...part } =
      partial.payment;
    expect(partial.body).toEqual(part);
    const created = await confirmedAs('created');
    expect(Object.keys(created.body)).toEqual(Object.keys(fixture('create-payment.response.json')));
    expect(created.body).toMatchObject({ id: created.payment.id, status: 'CHECKOUT_SUCCESS' });
  });

  test('confirmBody empty: no body, and the payment is charged', async () => {
    await set({ confirmBody: 'empty' });
    expect(await confirm(await create())).toEqual({ status: 201, text: '' });
    expect(await charges()).toBe(1);
  });

  test.each(['400', '409'] as const)('confirmAgain %s: a second confirm is refused', async (confirmAgain) => {
    await set({ confirmAgain });
    const id = await create();
    await confirm(id);
    const { status, body } = await inflow().confirm(id);
    expect({ status, statusCode: body.statusCode }).toEqual({
      status: Number(confirmAgain),
      statusCode: Number(confirmAgain),
    });
    expect(await charges()).toBe(1);
  });

  test('confirmAgain payment: a second confirm gets the response of the first, also once settled, and charges nothing', async () => {
    await set({ confirmAgain: 'payment', confirmStatus: '200', confirmBody: 'created' });
    const id = await create();
    const first = await confirm(id);
    expect(await confirm(id)).toEqual(first);
    await sandbox.control.clock.advance(86_400_000);
    expect(await confirm(id)).toMatchObject({
      status: 200,
      text: expect.stringContaining('PAYMENT_SUCCESS'),
    });
    expect(await charges()).toBe(1);
  });

  test('confirmAgain payment: what was never confirmed is refused all the same', async () => {
    await set({ confirmAgain: 'payment' });
    expect((await confirm(await create(withCard('4000000000000002')))).status).toBe(400);
    expect((await confirm(await create(withCard('4000020000000000')))).status).toBe(400);
  });

  test('declinedConfirm failed: the payment has failed, and cannot be confirmed again', async () => {
    const id = await create(withCard(acceptedThenDeclined));
    await confirm(id);
    expect(await inflow().read(id)).toMatchObject({ status: 'PAYMENT_FAILED', depositStatus: 'failed' });
    expect((await confirm(id)).status).toBe(400);
  });

  test('declinedConfirm waits: the payment stays as it was beside the failed attempt, and can be confirmed again', async () => {
    await set({ declinedConfirm: 'waits' });
    const id = await create(withCard(acceptedThenDeclined));
    expect((await confirm(id)).status).toBe(201);
    expect(await inflow().read(id)).toMatchObject({
      status: 'INITIATION',
      depositStatus: 'requires_confirmation',
      lastDepositAttempt: { status: 'failed', error: 'card_declined' },
      depositAttempts: [],
    });
    expect((await confirm(id)).status).toBe(201);
    expect(await inflow().read(id)).toMatchObject({ depositAttempts: [{ status: 'failed' }] });
    expect(await charges()).toBe(0);
  });

  test('declinedConfirm waits: also where autoConfirm confirms, at once or later', async () => {
    await set({ declinedConfirm: 'waits' });
    const waits = { status: 'INITIATION', depositStatus: 'requires_confirmation' };
    const body = withCard(acceptedThenDeclined, { autoConfirm: true });
    expect(await inflow().pay(body)).toMatchObject(waits);
    await set({ autoConfirmMs: 5_000 });
    const late = await create(body);
    await sandbox.control.clock.advance(5_000);
    expect(await inflow().read(late)).toMatchObject({ ...waits, lastDepositAttempt: { status: 'failed' } });
  });
});

describe('unconfirmed', () => {
  test.each(['CANCELED', 'CHECKOUT_CANCELED', 'EXPIRED'] as const)(
    'unconfirmed %s: it becomes that after unconfirmedMs, and cannot be confirmed any more',
    async (unconfirmed) => {
      await set({ unconfirmed, unconfirmedMs: 60_000 });
      const [id, confirmed] = [await create(), await create()];
      await confirm(confirmed);
      await sandbox.control.clock.advance(59_000);
      expect(await read(id)).toBe('INITIATION');
      await sandbox.control.clock.advance(1_000);
      expect(await read(id)).toBe(unconfirmed);
      expect(await read(confirmed)).toBe('CHECKOUT_SUCCESS');
      expect((await confirm(id)).status).toBe(400);
      expect(await charges()).toBe(1);
    },
  );

  test('unconfirmed waits: it can be confirmed after a year', async () => {
    const id = await create();
    await sandbox.control.clock.advance(365 * 86_400_000);
    expect((await confirm(id)).status).toBe(201);
  });

  test('unconfirmed: the end of an open 3DS challenge’s payment is the end of the challenge', async () => {
    await set({ unconfirmed: 'EXPIRED', unconfirmedMs: 60_000 });
    const { body } = await inflow().create(withCard('4000020000000000'));
    await sandbox.control.clock.advance(60_000);
    expect(await (await fetch(String(body.threeDsSessionUrl))).text()).toContain('expired');
    await sandbox.control.clock.advance(3_600_000);
    expect(await read(String(body.id))).toBe('EXPIRED');
  });

  test('unconfirmed: a change concerns payments that wait already', async () => {
    const id = await create();
    await sandbox.control.clock.advance(60_000);
    await set({ unconfirmed: 'CANCELED', unconfirmedMs: 90_000 });
    await sandbox.control.clock.advance(30_000);
    expect(await read(id)).toBe('CANCELED');
  });
});

describe('autoConfirmMs', () => {
  test.each([
    ['charged', '4242424242424242', 'CHECKOUT_SUCCESS', 1],
    ['declined', '4000000000000002', 'PAYMENT_FAILED', 0],
  ])('undecided until the time is over, then %s', async (_, number, status, made) => {
    await set({ autoConfirmMs: 5_000 });
    const id = await create(withCard(number, { autoConfirm: true }));
    expect(await inflow().read(id)).toMatchObject({ status: 'INITIATION', depositStatus: null });
    expect((await confirm(id)).status).toBe(400);
    expect(await charges()).toBe(0);
    await sandbox.control.clock.advance(5_000);
    expect(await read(id)).toBe(status);
    expect(await charges()).toBe(made);
  });

  test('without autoConfirm, and for a challenge, nothing is late', async () => {
    await set({ autoConfirmMs: 5_000 });
    expect(await inflow().read(await create())).toMatchObject({ depositStatus: 'requires_confirmation' });
    const challenge = await inflow().create(withCard('4000020000000000', { autoConfirm: true }));
    expect(challenge.body.threeDsSessionUrl).toEqual(expect.any(String));
  });
});

describe('create with a saved card', () => {
  const savedCard = { ...documentedCreate(), card: undefined, useCustomerPaymentMethod: true };
  const onBoth = async () => {
    await inflow().create({ ...documentedCreate(), savePaymentMethod: true });
    return {
      card: await inflow().create(savedCard),
      standard: await inflow().api('POST', '/api/server/payment', savedCard),
    };
  };

  test('savedCardHost: one host accepts it, the other responds 404', async () => {
    expect(await onBoth()).toMatchObject({ card: { status: 201 }, standard: { status: 404 } });
    await set({ savedCardHost: 'standard' });
    expect(await onBoth()).toMatchObject({ card: { status: 404 }, standard: { status: 201 } });
  });

  test('otherHost 400: the other host names the field', async () => {
    await set({ otherHost: '400' });
    const { standard } = await onBoth();
    const message = [expect.stringMatching(/^useCustomerPaymentMethod /)];
    expect(standard).toMatchObject({ status: 400, body: { message } });
  });
});

describe('list and read', () => {
  test.each(['data', 'payments', 'items', 'results'] as const)(
    'listEnvelope %s: the payments are under this name',
    async (listEnvelope) => {
      await set({ listEnvelope });
      const id = await create();
      const { body } = await inflow().api('GET', '/api/payment');
      expect(body).toMatchObject({ [listEnvelope]: [{ id }], page: 1, limit: 20, total: 1 });
    },
  );

  test('listEnvelope array: the body is a bare array', async () => {
    await set({ listEnvelope: 'array' });
    const id = await create();
    expect((await inflow().api('GET', '/api/payment')).body).toMatchObject([{ id }]);
  });

  test('listOrder oldest: the pages begin with the first payment', async () => {
    const ids = [await create(), await create(), await create()];
    await set({ listOrder: 'oldest' });
    expect((await list('?limit=2')).ids).toEqual(ids.slice(0, 2));
    expect((await list('?limit=2&page=2')).ids).toEqual(ids.slice(2));
    expect((await list('?limit=2&page=3')).ids).toEqual([]);
  });

  test('largestPage and largerLimit: a larger limit is refused, or cut', async () => {
    const ids = [await create(), await create(), await create()].reverse();
    await set({ largestPage: 2 });
    expect((await list('?limit=3')).status).toBe(400);
    expect((await list('?limit=2')).ids).toEqual(ids.slice(0, 2));
    await set({ largerLimit: 'cut' });
    expect((await list('?limit=3')).ids).toEqual(ids.slice(0, 2));
    expect((await list('?limit=3&page=2')).ids).toEqual(ids.slice(2));
  });

  test('listLagMs: a payment appears only after the lag', async () => {
    const known = await create();
    await sandbox.control.clock.advance(10_000);
    await set({ listLagMs: 10_000 });
    const fresh = await create();
    expect(await list()).toMatchObject({ total: 1, ids: [known] });
    expect(await read(fresh)).toBe('INITIATION');
    await sandbox.control.clock.advance(10_000);
    expect(await list()).toMatchObject({ total: 2, ids: [fresh, known] });
  });

  test('listLagMs: the list shows each payment as it was, and never goes back', async () => {
    const id = await create();
    await set({ listLagMs: 10_000 });
    await sandbox.control.clock.advance(10_000);
    await confirm(id);
    await sandbox.control.clock.advance(5_000);
    await sandbox.control.payments.refund(id, { amount: 100 });
    const seen: unknown[] = [];
    for (let step = 0; step < 3; step += 1) {
      seen.push(...(await list()).statuses);
      await sandbox.control.clock.advance(5_000);
    }
    expect(seen).toEqual(['INITIATION', 'CHECKOUT_SUCCESS', 'PARTIAL_REFUNDED']);
    expect(await read(id)).toBe('PARTIAL_REFUNDED');
  });

  test('readLagMs: a fresh payment is 404, and can be confirmed all the same', async () => {
    await set({ readLagMs: 2_000 });
    const id = await create();
    expect(await read(id)).toBe(404);
    expect((await confirm(id)).status).toBe(201);
    await sandbox.control.clock.advance(2_000);
    expect(await read(id)).toBe('CHECKOUT_SUCCESS');
  });

  test('metadata: as sent, as strings, or absent in the list', async () => {
    const metadatas = { text: 'a', number: 7, nested: { list: [1] }, none: null };
    const id = await create(withCard('4242424242424242', { metadatas }));
    const seen = async () => {
      const { body } = await inflow().api('GET', '/api/payment');
      return { read: (await inflow().read(id)).metadatas, listed: (body.data as Body[])[0]?.metadatas };
    };
    expect(await seen()).toEqual({ read: metadatas, listed: metadatas });
    await set({ metadata: 'strings' });
    const strings = { text: 'a', number: '7', nested: '{"list":[1]}', none: 'null' };
    expect(await seen()).toEqual({ read: strings, listed: strings });
    await set({ metadata: 'absent_in_list' });
    expect(await seen()).toEqual({ read: metadatas, listed: undefined });
  });
});

describe('tax rate', () => {
  const rate = async () => {
    const { status, body } = await inflow().api('GET', '/api/tax/rate?country=FR');
    const { status: other } = await inflow().api('GET', '/api/payment/tax-rate?country=FR');
    expect(other).toBe(status);
    return { status, body };
  };

  test('taxRate: the rate, 400, 404 or another body', async () => {
    expect(await rate()).toEqual({ status: 200, body: { taxRateInPercentage: 20 } });
    await set({ taxRate: 'amount_wanted' });
    expect(await rate()).toMatchObject({ status: 400, body: { message: ['amount should not be empty'] } });
    await set({ taxRate: 'not_found' });
    expect(await rate()).toMatchObject({ status: 404, body: { message: 'Cannot GET /api/tax/rate' } });
    await set({ taxRate: 'other_body' });
    expect(await rate()).toEqual({ status: 200, body: { country: 'FR', rate: 0.2 } });
  });

  test('taxRate slow: the rate, after taxRateMs', async () => {
    await set({ taxRate: 'slow', taxRateMs: 50 });
    const before = performance.now();
    expect((await rate()).body).toEqual({ taxRateInPercentage: 20 });
    const passed = performance.now() - before;
    expect(passed).toBeGreaterThan(95);
    // Two responses: not the default of ten seconds each.
    expect(passed).toBeLessThan(10_000);
  });
});

describe('requests', () => {
  test.each<[Dialect['update'], number, number]>([
    ['both', 201, 200],
    ['post', 201, 404],
    ['patch_404', 404, 200],
    ['patch_405', 405, 200],
  ])('update %s: POST is %i, PATCH is %i', async (update, post, patch) => {
    await set({ update });
    const id = await create();
    const body = fixture('update-payment.request.json');
    expect((await inflow().update(id, body, 'POST')).status).toBe(post);
    expect((await inflow().update(id, body, 'PATCH')).status).toBe(patch);
  });

  test('unknownFields refused: create and update name each undocumented field, also inside products and card', async () => {
    const id = await create();
    await set({ unknownFields: 'refused' });
    const products = [{ name: 'Tea', price: 900, quantity: 1, colour: 'green' }];
    const body = withCard('4242424242424242', { products, colour: null });
    const created = await inflow().create({ ...body, card: { ...(body.card as Body), holder: 'Ada' } });
    expect(created).toMatchObject({ status: 400, body: { error: 'Bad Request' } });
    expect(created.body.message).toEqual([
      'property colour should not exist',
      'products.0.property colour should not exist',
      'card.property holder should not exist',
    ]);
    const updated = await inflow().update(id, { products, autoConfirm: true });
    expect(updated.body.message).toEqual([
      'property autoConfirm should not exist',
      'products.0.property colour should not exist',
    ]);
    expect((await inflow().create(documentedCreate())).status).toBe(201);
  });

  test('unknownFields ignored: undocumented fields are dropped', async () => {
    const body = withCard('4242424242424242', { colour: 'green' });
    expect(await inflow().pay(body)).not.toHaveProperty('colour');
  });

  test.each(['403', '400', '401'] as const)('s2sDisabled %s: the message has this status', async (status) => {
    await using own = await startSandbox({ dialect: { s2sDisabled: status } });
    const answer = await inflowAt({ ...own, apiKey: 'inflow_no_s2s_1' }).create(documentedCreate());
    const { message } = fixture('error.s2s-not-enabled.json');
    expect(answer).toMatchObject({ status: Number(status), body: { statusCode: Number(status), message } });
  });

  test('inclusiveAmount before_tax: amountInCents is less by the tax, amountTaxesIncluded is the sum', async () => {
    await set({ inclusiveAmount: 'before_tax' });
    const products = [{ name: 'Hundred', price: 10_000, quantity: 1 }];
    const inclusive = withCard('4242424242424242', { products, pricingMode: 'TAX_INCLUSIVE' });
    const { body } = await inflow().create(inclusive);
    expect(body.amountInCents).toBe(8_333);
    expect(await inflow().read(body.id)).toMatchObject({ amountInCents: 8_333, amountTaxesIncluded: 10_000 });
    const updated = await inflow().update(body.id, {
      products: [{ name: 'Twelve', price: 1_200, quantity: 1 }],
    });
    expect(updated.body).toMatchObject({ amountInCents: 1_000, amountTaxesIncluded: 1_200 });
    const exclusive = await inflow().pay({ ...inclusive, pricingMode: 'TAX_EXCLUSIVE' });
    expect(exclusive).toMatchObject({ amountInCents: 10_000, amountTaxesIncluded: 12_000 });
  });

  test('refundAgain payment: a second refund gets the payment, pending and refunded; a failed payment is refused', async () => {
    const id = await create(documentedCreate());
    await inflow().refund(id);
    expect((await inflow().refund(id)).status).toBe(400);
    await set({ refundAgain: 'payment' });
    expect(await inflow().refund(id)).toMatchObject({ status: 201, body: { id, status: 'REFUND_PENDING' } });
    await sandbox.control.clock.advance(60_000);
    expect(await inflow().refund(id)).toMatchObject({ status: 201, body: { id, status: 'FULLY_REFUNDED' } });
    expect(await sandbox.control.ledger()).toMatchObject([{ refundedAmount: 5999 }]);
    expect((await inflow().refund(await create(withCard('4000000000000002')))).status).toBe(400);
  });
});

describe('events', () => {
  const eventsUnder = async (changes: Partial<Dialect>, wanted: number): Promise<Received['events']> => {
    await using receiver = await startReceiver();
    await sandbox.control.webhooks.configure({ url: receiver.url, secret });
    await set(changes);
    await inflow().create(documentedCreate());
    return (await receiver.arrived(wanted)).flatMap(({ events }) => events);
  };
  const names = (events: Received['events']) => events.map(({ eventType }) => eventType).sort();

  test.each<[Dialect['eventNames'], number, string[]]>([
    ['underscored', 2, ['payment_created', 'payment_status_updated']],
    ['dotted', 1, ['payment.authorized']],
    ['both', 2, ['payment.authorized', 'payment_created', 'payment_status_updated']],
  ])('eventNames %s: a webhook without types gets these names', async (eventNames, deliveries, expected) => {
    expect(names(await eventsUnder({ eventNames }, deliveries))).toEqual(expected);
  });

  test('eventNames: a webhook that subscribed to the other generation gets nothing', async () => {
    await using receiver = await startReceiver();
    const eventTypes = ['payment.authorized', 'payment_status_updated'];
    await sandbox.control.webhooks.configure({ url: receiver.url, secret, eventTypes });
    await create(documentedCreate());
    await set({ eventNames: 'dotted' });
    await create(documentedCreate());
    const received = await receiver.arrived(2);
    expect(received.map(({ events }) => names(events)).sort()).toEqual([
      ['payment.authorized'],
      ['payment_status_updated'],
    ]);
  });

  test('eventStatus lower_case: of the payment and its timeline in a webhook, not in a read', async () => {
    const events = await eventsUnder({ eventStatus: 'lower_case' }, 2);
    const { payload } = events.find(({ eventType }) => eventType === 'payment_status_updated') ?? {};
    expect(payload).toMatchObject({
      status: 'checkout_success',
      depositStatus: 'succeeded',
      timeline: [{ status: 'initiation' }, { status: 'checkout_success' }],
    });
    expect(await read(String(payload?.id))).toBe('CHECKOUT_SUCCESS');
  });
});

describe('settings', () => {
  test('each change leaves the others, and a reset undoes all', async () => {
    const { control } = sandbox;
    expect(await control.dialect.get()).toEqual(defaultDialect);
    await set({ listOrder: 'oldest' });
    expect(await set({ largestPage: 50 })).toEqual({
      ...defaultDialect,
      listOrder: 'oldest',
      largestPage: 50,
    });
    await control.reset();
    expect(await control.dialect.get()).toEqual(defaultDialect);
  });

  test('what is set at start is the default of every key, also after a reset', async () => {
    await using own = await startSandbox({ apiKey, dialect: { confirmStatus: '200', listLagMs: 5 } });
    await own.control.dialect.set({ confirmStatus: '201', update: 'post' });
    await own.control.reset();
    const expected = { ...defaultDialect, confirmStatus: '200', listLagMs: 5 };
    expect(await own.control.dialect.get()).toEqual(expected);
    const other = await fetch(`${own.apiUrl}/_sandbox/dialect?key=inflow_priv_other`);
    expect(await other.json()).toEqual(expected);
  });

  test.each<[string, Body]>([
    ['confirmBody must be one of: whole, partial, created, empty', { confirmBody: 'half' }],
    ['confirmStatus must be one of: 201, 200', { confirmStatus: true }],
    ['listLagMs must be a whole number from 0 to', { listLagMs: -1 }],
    ['largestPage must be a whole number from 1 to 1000', { largestPage: 1001 }],
    [
      'There is no switch confirmbody; the switches are confirmStatus, confirmBody,',
      { confirmbody: 'whole' },
    ],
  ])('a wrong switch is refused, and the others beside it: %s', async (sentence, changes) => {
    await expect(set({ update: 'post', ...changes })).rejects.toThrow(sentence);
    expect(await sandbox.control.dialect.get()).toEqual(defaultDialect);
    await expect(startSandbox({ dialect: changes })).rejects.toThrow(sentence);
  });

  test('every switch can be set to each of its answers, statuses also as numbers', async () => {
    for (const [name, each] of Object.entries(dialectSwitches)) {
      for (const value of 'answers' in each ? each.answers : each.tried)
        expect(await set({ [name]: value })).toMatchObject({ [name]: value });
    }
    expect(await set({ confirmStatus: 200 as unknown as '200' })).toMatchObject({ confirmStatus: '200' });
  });
});
