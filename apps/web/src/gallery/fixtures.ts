import type { Quote } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import type { CatalogProduct } from '@checkout/schemas/product';
import type { SessionView } from '@checkout/schemas/session';
import type { Agreement } from '../pay-form/totals.ts';

export const SESSION_ID = `cs_${'gallery0'.repeat(4)}`;

export const products: CatalogProduct[] = [
  {
    sku: 'desk-lamp',
    name: 'Desk lamp',
    description: 'Warm light, one knob, no app.',
    price: 4999,
    currency: 'EUR',
  },
  {
    sku: 'mug',
    name: 'Stoneware mug',
    description: 'Holds a long coffee and keeps it warm.',
    price: 1850,
    currency: 'EUR',
  },
  {
    sku: 'notebook',
    name: 'Notebook, dotted',
    description: '160 pages that lie flat.',
    price: 1200,
    currency: 'EUR',
  },
  {
    sku: 'plant',
    name: 'Small fern',
    description: 'Forgives a week without water.',
    price: 2400,
    currency: 'EUR',
  },
];

export const openSession: SessionView = {
  sessionId: SESSION_ID,
  reference: `ref_${'0'.repeat(32)}`,
  status: 'open',
  currency: 'EUR',
  items: [
    { name: 'Desk lamp', price: 4999, quantity: 1 },
    { name: 'Notebook, dotted', price: 1200, quantity: 2 },
  ],
  subtotal: 7399,
  customerEmail: null,
  savedCard: null,
  successUrl: null,
  cancelUrl: null,
  expiresAt: '2099-01-01T00:00:00.000Z',
  outcome: null,
  version: 1,
};

export const payment: Payment = {
  id: '0c5e0a3e-9d0f-4f0e-8f4f-52f7c1f0a9b1',
  status: 'CHECKOUT_SUCCESS',
  currency: 'EUR',
  amountInCents: 7399,
  amountTaxesIncluded: 8879,
  taxRateInPercentage: 20,
  taxCountry: 'FR',
  customerEmail: 'ada@example.com',
  card: { brand: 'visa', last4: '4242' },
  business: null,
  reverseCharge: false,
  products: openSession.items,
  createdAt: '2030-01-15T10:30:00.000Z',
  updatedAt: '2030-01-15T10:30:05.000Z',
};

/** As Inflow charges a business in the EU. */
export const businessPayment: Payment = {
  ...payment,
  amountTaxesIncluded: 7399,
  taxRateInPercentage: 0,
  taxCountry: 'DE',
  business: { name: 'Schreinerei Österreicher & Söhne GmbH', taxId: 'DE123456789' },
  reverseCharge: true,
};

export const declined = (code: string): Outcome => ({
  status: 'declined',
  payment,
  decline: { code, retryable: code !== 'expired_card' },
});
/** A payment with the total that `quoteFor` says for France, or another. */
export const agreement = (total = 8879, rate = 20): Agreement => ({
  status: 'requires_agreement',
  payment: {
    ...payment,
    status: 'CHECKOUT_PENDING',
    amountTaxesIncluded: total,
    taxRateInPercentage: rate,
  },
  total,
});
export const succeeded = (status: string): Outcome => ({
  status: 'succeeded',
  payment: { ...payment, status },
});
export const reversed = (status: string): Outcome => ({
  status: 'reversed',
  payment: { ...payment, status },
});
export const challenged: Outcome = {
  status: 'requires_action',
  payment,
  redirectUrl: 'https://bank.example/3ds',
};

/** Tax as a country might ask for it; a business in the EU accounts for it itself. */
export function quoteFor(country: string, business: boolean) {
  const reverseCharge = business && country !== 'US';
  const rate = reverseCharge ? 0 : country === 'DE' ? 19 : country === 'US' ? 8.875 : 20;
  const tax = Math.round((openSession.subtotal * rate) / 100);
  return {
    currency: 'EUR' as const,
    subtotal: openSession.subtotal,
    tax,
    total: openSession.subtotal + tax,
    rate,
    taxCountry: country,
    reverseCharge,
  } satisfies Quote;
}

/** Where Inflow does not say the rate. */
export const quoteWithoutTax: Quote = {
  ...quoteFor('FR', false),
  tax: null,
  total: null,
  rate: null,
};
