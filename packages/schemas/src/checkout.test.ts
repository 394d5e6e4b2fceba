import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createCheckoutSchema, payInputSchema } from './checkout.ts';
import { countrySchema } from './country.ts';
import { COUNTRY_CODES } from './country-code.ts';
import { customerSchema } from './customer.ts';
import { fieldErrorsOf } from './field-problem.ts';
import { merchantUrlSchema } from './merchant-url.ts';
import { MINIMUM_CENTS, meetsMinimum } from './money.ts';
import { paymentMethodSchema } from './payment-method.ts';
import { createPaymentSchema, createSessionSchema } from './service.ts';

function problems(schema: z.core.$ZodType, input: unknown) {
  const result = z.safeParse(schema, input);
  return result.success ? {} : fieldErrorsOf(result.error.issues);
}

const customer = { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false };
const card = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };
const pay = {
  sessionId: `cs_${'a'.repeat(32)}`,
  attemptKey: '0f8fad5b-d9cb-469f-a165-70867728950e',
  customer,
  paymentMethod: { type: 'card', card },
};

describe('customer', () => {
  test('a postal code is required for the United States only', () => {
    expect(problems(customerSchema, customer)).toEqual({});
    expect(problems(customerSchema, { ...customer, billingCountry: 'US' })).toEqual({
      postalCode: ['required'],
    });
    expect(problems(customerSchema, { ...customer, billingCountry: 'US', postalCode: '  ' })).toEqual({
      postalCode: ['required'],
    });
    expect(problems(customerSchema, { ...customer, billingCountry: 'US', postalCode: '94107' })).toEqual({});
  });

  test('a business needs a name and a tax id, in any format', () => {
    expect(problems(customerSchema, { ...customer, purchasingAsBusiness: true })).toEqual({
      businessName: ['required'],
      taxId: ['required'],
    });
    const business = { ...customer, purchasingAsBusiness: true, businessName: 'Ada & Co', taxId: 'odd / 12' };
    expect(problems(customerSchema, business)).toEqual({});
  });

  test('postal code and tax id are read in the digits of any script, and from full-width letters', () => {
    const typed = {
      ...customer,
      billingCountry: 'US',
      postalCode: ' ९४१०७\u200e',
      taxId: 'ＤＥ１２３４５６７８９',
    };
    expect(z.parse(customerSchema, typed)).toMatchObject({ postalCode: '94107', taxId: 'DE123456789' });
  });

  test('the country is an assigned ISO 3166-1 alpha-2 code', () => {
    expect(COUNTRY_CODES).toHaveLength(249);
    expect(new Set(COUNTRY_CODES).size).toBe(249);
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const code of COUNTRY_CODES) expect(names.of(code), code).toBeDefined();
    for (const wrong of ['XX', 'UK', 'EU', 'fr', 'FRA', '', 33])
      expect(z.safeParse(countrySchema, wrong).success).toBe(false);
  });
});

describe('payment method', () => {
  test('a saved card cannot have the save flag', () => {
    expect(z.parse(paymentMethodSchema, { type: 'saved', save: true, card })).toEqual({ type: 'saved' });
    expect(z.parse(paymentMethodSchema, { type: 'card', card })).toEqual({ type: 'card', card, save: false });
    expect(problems(paymentMethodSchema, { type: 'cash' })).toEqual({ type: ['invalid'] });
  });
});

describe('checkout.pay', () => {
  test('reports each wrong field by its whole path', () => {
    expect(problems(payInputSchema, pay)).toEqual({});
    expect(
      problems(payInputSchema, {
        ...pay,
        attemptKey: 'again',
        customer: { ...customer, email: 'ada' },
        paymentMethod: { type: 'card', card: { ...card, number: '' } },
      }),
    ).toEqual({
      attemptKey: ['invalid'],
      'customer.email': ['invalid'],
      'paymentMethod.card.number': ['required'],
    });
  });

  test('drops a price, currency or product sent by the browser', () => {
    const parsed = z.parse(payInputSchema, { ...pay, amount: 1, currency: 'USD', products: [] });
    expect(Object.keys(parsed).sort()).toEqual(['attemptKey', 'customer', 'paymentMethod', 'sessionId']);
    const created = z.parse(createCheckoutSchema, { items: [{ sku: 'pro', quantity: 1, price: 1 }] });
    expect(created.items[0]).toEqual({ sku: 'pro', quantity: 1 });
  });
});

describe('money', () => {
  test('the minimum depends on the currency', () => {
    expect(MINIMUM_CENTS).toEqual({ EUR: 150, GBP: 100, USD: 200 });
    expect(meetsMinimum(149, 'EUR')).toBe(false);
    expect(meetsMinimum(150, 'EUR')).toBe(true);
    expect(meetsMinimum(199, 'USD')).toBe(false);
  });

  const session = { products: [{ name: 'Seat', price: 75, quantity: 2 }], currency: 'EUR' };

  test('the minimum applies to the total, and a fraction of a cent is refused', () => {
    expect(problems(createSessionSchema, session)).toEqual({});
    expect(problems(createSessionSchema, { ...session, currency: 'USD' })).toEqual({
      products: ['below_minimum'],
    });
    expect(problems(createSessionSchema, { ...session, currency: 'GBP' })).toEqual({ currency: ['invalid'] });
    expect(
      problems(createSessionSchema, { ...session, products: [{ name: 'Seat', price: 99.5, quantity: 2 }] }),
    ).toEqual({
      'products.0.price': ['invalid'],
    });
    expect(problems(createSessionSchema, { ...session, products: [] })).toEqual({
      products: ['required', 'below_minimum'],
    });
  });

  test('a saved card may be allowed only for a named customer', () => {
    expect(problems(createSessionSchema, { ...session, allowSavedCard: true })).toEqual({
      customerEmail: ['required'],
    });
  });
});

describe('payments.create', () => {
  const create = {
    idempotencyKey: 'order-1',
    products: [{ name: 'Pro Plan', price: 4999, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'customer@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card,
  };

  test('a card and a saved card exclude each other, and one of them is needed', () => {
    expect(problems(createPaymentSchema, create)).toEqual({});
    expect(problems(createPaymentSchema, { ...create, card: undefined })).toEqual({ card: ['required'] });
    expect(
      problems(createPaymentSchema, { ...create, useCustomerPaymentMethod: true, savePaymentMethod: true }),
    ).toEqual({
      savePaymentMethod: ['not_allowed'],
      card: ['not_allowed'],
    });
  });

  test('return addresses are https, or http on loopback', () => {
    for (const good of [
      'https://shop.example/back',
      'http://localhost:3000/',
      'http://127.0.0.1/x',
      'http://[::1]:1/',
    ]) {
      expect(z.safeParse(merchantUrlSchema, good).success, good).toBe(true);
    }
    for (const bad of [
      'http://shop.example',
      'javascript:alert(1)',
      '//shop.example',
      'https://a:b@shop.example',
      'http://127.0.0.1.evil.example',
    ]) {
      expect(z.safeParse(merchantUrlSchema, bad).success, bad).toBe(false);
    }
  });
});
