import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { holdsCardNumber, maskCardNumbers } from './card-in-text.ts';
import { fieldErrorsOf } from './field-problem.ts';
import { createPaymentSchema, createSessionSchema } from './service.ts';

const GROUPED = '4242 4242 4242 4242';

test.each([
  '4242424242424242',
  GROUPED,
  '4242-4242-4242-4242',
  '378282246310005',
  'card:4242424242424242.',
  'PAN4242424242424242',
  'pay_4242424242424242',
  `${GROUPED} 12/30 123`,
])('a card number is found in %j', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
  expect(maskCardNumbers(text)).not.toMatch(/\d{4}/);
});

test.each([
  ['a number that fails the Luhn check', '4242424242424241'],
  ['a number of no brand', '9999999999999995'],
  ['a date and a time', '2026-11-22 14:30:00.123456'],
])('no card number is found in: %s', (_name, text) => {
  expect(maskCardNumbers(text)).toBe(text);
});

describe('a card number in a field for other text', () => {
  const session = { products: [{ name: 'A', price: 1000, quantity: 1 }], currency: 'EUR' };
  const payment = {
    ...session,
    idempotencyKey: 'k',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
  };
  const problems = (schema: z.core.$ZodType, input: unknown) => {
    const result = z.safeParse(schema, input);
    return result.success ? {} : fieldErrorsOf(result.error.issues);
  };

  test.each([
    ['metadatas.note', createSessionSchema, { ...session, metadatas: { note: `paid with ${GROUPED}` } }],
    ['metadatas.*', createSessionSchema, { ...session, metadatas: { [GROUPED]: 'x' } }],
    [
      'products.0.name',
      createSessionSchema,
      { ...session, products: [{ name: GROUPED, price: 1000, quantity: 1 }] },
    ],
    [
      'successUrl',
      createSessionSchema,
      { ...session, successUrl: 'https://shop.example/?c=4242424242424242' },
    ],
    ['firstName', createPaymentSchema, { ...payment, firstName: GROUPED }],
    ['taxId', createPaymentSchema, { ...payment, taxId: '4242424242424242' }],
    ['idempotencyKey', createPaymentSchema, { ...payment, idempotencyKey: '4242424242424242' }],
    ['postalCode', createPaymentSchema, { ...payment, postalCode: '4242424242424242' }],
  ])('is refused at %s', (path, schema, input) => {
    expect(Object.keys(problems(schema, input))).toEqual([path]);
    expect(JSON.stringify(problems(schema, input))).not.toContain('4242');
  });

  test('the same inputs without a card number are accepted', () => {
    expect([problems(createSessionSchema, session), problems(createPaymentSchema, payment)]).toEqual([
      {},
      {},
    ]);
  });
});
