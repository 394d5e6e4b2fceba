import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { holdsCardNumber } from './card-in-text.ts';
import { namesMerchantId } from './merchant-id.ts';
import { acknowledgeSchema, createSessionSchema } from './service.ts';

/** What begins like a card's number and has its length and check digit; another one each time. */
const cardLike = fc
  .tuple(fc.constantFrom('4', '51', '2221', '6011'), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }))
  .map(([start, rest]) => `${start}${String(rest).padStart(15, '0')}`.slice(0, 15))
  .map((digits) => [...'0123456789'].map((last) => digits + last).find((each) => holdsCardNumber(each)) ?? '')
  .filter((number) => number !== '' && !/^(?:42){8}$/.test(number));

const session = { products: [{ name: 'A', price: 1000, quantity: 1 }], currency: 'EUR' };
const isAccepted = (more: object) => z.safeParse(createSessionSchema, { ...session, ...more }).success;

describe("a merchant's own number that a card could have", () => {
  test.each([
    'orderId',
    'order_id',
    'order-id',
    'ORDER_NUMBER',
    'orderNo',
    'orderid',
    'order',
    'Order ID',
    'reference',
    'ref',
    'merchantReference',
    'externalId order',
    'invoice',
    'invoice_no',
    'invoiceNumber',
    'bookingCode',
    'cart_id',
    'transactionId',
    'customerNumber',
    'shop.order.id',
    'our_ref',
  ])('is taken under the key %s', (key) => {
    expect(namesMerchantId(key)).toBe(true);
    fc.assert(
      fc.property(cardLike, (number) => isAccepted({ metadatas: { [key]: number } })),
      { numRuns: 20 },
    );
  });

  test.each([
    'note',
    'cardNumber',
    'card',
    'orderCard',
    'pan',
    'number',
    'id',
    'reference card',
    'ccOrder',
    'orderNote',
    '',
  ])('is refused under the key %j', (key) => {
    expect(namesMerchantId(key)).toBe(false);
    fc.assert(
      fc.property(cardLike, (number) => !isAccepted({ metadatas: { [key]: number } })),
      { numRuns: 20 },
    );
  });

  test('is refused where more than digits stand there', () => {
    const written = (number: string) => [
      number.replaceAll(/(\d{4})(?=\d)/g, '$1 '),
      number.replaceAll(/(\d{4})(?=\d)/g, '$1-'),
      `${number} 12/30`,
      `card ${number}`,
      ` ${number}`,
    ];
    fc.assert(
      fc.property(cardLike, (number) =>
        written(number).every(
          (text) => !isAccepted({ metadatas: { orderId: text } }) && !isAccepted({ idempotencyKey: text }),
        ),
      ),
      { numRuns: 50 },
    );
  });

  test('is taken as a key and as the reference of an order', () => {
    fc.assert(
      fc.property(
        cardLike,
        (number) =>
          isAccepted({ idempotencyKey: number }) &&
          z.safeParse(acknowledgeSchema, { sessionId: `ref_${'0'.repeat(32)}`, reference: number }).success,
      ),
    );
  });
});

describe('what is not known', () => {
  test.each([[null], [[]], [{}], [{ note: null }], [undefined]])('metadatas %j are none', (metadatas) => {
    const parsed = z.parse(createSessionSchema, { ...session, metadatas });
    expect(parsed.metadatas).toEqual({});
  });

  test('null, and an empty text where a text may be absent, are as left out', () => {
    const absent = {
      idempotencyKey: null,
      customerEmail: '',
      allowSavedCard: null,
      successUrl: '',
      cancelUrl: null,
      expiresInMinutes: null,
    };
    expect(z.parse(createSessionSchema, { ...session, ...absent })).toEqual(
      z.parse(createSessionSchema, session),
    );
  });

  test.each([
    { products: null },
    { products: [] },
    { currency: null },
    { idempotencyKey: '' },
    { metadatas: ['a'] },
    { metadatas: '' },
  ])('is refused where it matters: %j', (input) => {
    expect(isAccepted(input)).toBe(false);
  });
});
