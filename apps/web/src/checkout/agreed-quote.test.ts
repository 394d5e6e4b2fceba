import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import { describe, expect, it } from 'vitest';
import type { FullQuote } from '../pay-form/use-quote.ts';
import { withChangedTotal } from './agreed-quote.ts';

const quote: FullQuote = {
  currency: 'EUR',
  subtotal: 4999,
  tax: 1000,
  total: 5999,
  rate: 20,
  taxCountry: 'FR',
  reverseCharge: false,
};

function declined(code: string, change: Partial<Payment> = {}): Outcome {
  const payment: Payment = {
    id: 'pay_1',
    status: 'CHECKOUT_PENDING',
    currency: 'EUR',
    amountInCents: 4999,
    amountTaxesIncluded: 6049,
    taxRateInPercentage: 21,
    taxCountry: 'FR',
    customerEmail: null,
    products: [],
    createdAt: null,
    updatedAt: null,
    ...change,
  };
  return { status: 'declined', payment, decline: { code, retryable: true } };
}

describe('after the total has changed', () => {
  it("shows the payment's total, although the quote still says another", () => {
    expect(withChangedTotal(quote, declined('total_changed'))).toEqual({
      ...quote,
      tax: 1050,
      total: 6049,
      rate: 21,
    });
  });

  it('shows the quote once another country is chosen', () => {
    const german = { ...quote, taxCountry: 'DE', tax: 950, total: 5949, rate: 19 };
    expect(withChangedTotal(german, declined('total_changed'))).toBe(german);
  });

  it('no longer calls it reverse charge when tax was added', () => {
    const business = { ...quote, tax: 0, total: 4999, rate: 0, reverseCharge: true };
    expect(withChangedTotal(business, declined('total_changed'))).toMatchObject({
      total: 6049,
      reverseCharge: false,
    });
  });

  it.each([
    ['nothing was paid yet', null],
    ['the card was declined', declined('card_declined')],
    ['the total is not known', declined('total_changed', { amountTaxesIncluded: null })],
    ['it is in another currency', declined('total_changed', { currency: 'USD' })],
  ])('keeps the quote when %s', (_, outcome) => expect(withChangedTotal(quote, outcome)).toBe(quote));
});
