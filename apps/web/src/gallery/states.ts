import type { Quote } from '@checkout/schemas/checkout';
import type { Language } from '@checkout/schemas/language';
import type { SessionView } from '@checkout/schemas/session';
import { nothingAnswers, type Replies, silence } from './fixture-client.ts';
import {
  agreement,
  businessPayment,
  challenged,
  declined,
  manyItems,
  openSession,
  payment,
  picturedItems,
  products,
  quoteWithin,
  quoteWithoutTax,
  reversed,
  SESSION_ID,
  succeeded,
} from './fixtures.ts';
import { withTerms } from './merchants.ts';
import { shopper, until } from './simulated-shopper.ts';

export type GalleryState = {
  readonly path: string;
  readonly replies?: Replies;
  readonly language?: Language;
  readonly cart?: Record<string, number>;
  /** What a shopper does to get there. */
  readonly play?: () => Promise<void>;
  /** The total never comes. */
  readonly keepsUpdating?: true;
};

const checkout = `/checkout/${SESSION_ID}`;

function session(change: Partial<SessionView>): Replies {
  return { 'checkout.get': { answer: { ...openSession, ...change } } };
}

const taxIncluded = (quote: Quote): Replies => ({
  ...session({ pricingMode: 'TAX_INCLUSIVE' }),
  'checkout.quote': { answer: quote },
});

async function fillIn(country = 'FR') {
  await shopper.type('email', 'ada@example.com');
  await shopper.type('cardNumber', '4242424242424242');
  await shopper.type('expiry', '0140');
  await shopper.type('cvc', '123');
  await shopper.type('name', 'Ada Lovelace');
  await shopper.type('country', country);
}

async function fillInAndPay() {
  await fillIn();
  document.querySelector<HTMLElement>('[name="consent"]')?.click();
  await shopper.click('.pay');
}

/** Every state that a page can be in, each to be looked at on its own. */
export const states: Readonly<Record<string, GalleryState>> = {
  store: { path: '/' },
  'store-cart': { path: '/', cart: { 'desk-lamp': 1, notebook: 2 } },
  'store-right-to-left-names': {
    path: '/',
    cart: { mug: 2 },
    replies: {
      'catalog.list': {
        answer: products.map((product) =>
          product.sku === 'mug'
            ? { ...product, name: 'كوب خزفي (2026), كبير!', description: 'يحفظ القهوة ساخنة, 350 ml.' }
            : product,
        ),
      },
    },
  },
  'store-refused': {
    path: '/',
    cart: { mug: 1 },
    replies: { 'checkout.create': { refuse: 'SLOW_DOWN', retryAfter: 2 } },
    play: () => shopper.click('.cart-bar .primary'),
  },
  'store-busy': {
    path: '/',
    cart: { mug: 1 },
    replies: { 'checkout.create': { refuse: 'UNAVAILABLE', retryAfter: 2 } },
    play: () => shopper.click('.cart-bar .primary'),
  },
  'store-unreachable': { path: '/', replies: nothingAnswers },
  'checkout-empty': { path: checkout },
  'checkout-filled': { path: checkout, play: () => fillIn() },
  'checkout-amex': { path: checkout, play: () => shopper.type('cardNumber', '378282246310005') },
  'checkout-brand-refused': { path: checkout, play: () => shopper.type('cardNumber', '3530111') },
  'checkout-us': { path: checkout, play: () => fillIn('US') },
  'checkout-business': {
    path: checkout,
    play: async () => {
      await shopper.type('country', 'DE');
      await shopper.type('business', '');
      await shopper.type('businessName', 'Lovelace Analytical Engines');
      await shopper.type('taxId', 'DE123456789');
    },
  },
  'checkout-email-slip': {
    path: checkout,
    play: async () => {
      await shopper.type('email', 'ada@gmial.com');
      await shopper.leave('email');
      await until(() => document.querySelector('#field-email-note button'));
    },
  },
  'checkout-tax-id-odd': {
    path: checkout,
    play: async () => {
      await shopper.type('country', 'DE');
      await shopper.type('business', '');
      await shopper.type('businessName', 'Lovelace Analytical Engines');
      await shopper.type('taxId', 'DE12');
      await shopper.leave('taxId');
    },
  },
  'checkout-offline': {
    path: checkout,
    play: async () => {
      Object.defineProperty(navigator, 'onLine', { value: false });
      window.dispatchEvent(new Event('offline'));
    },
  },
  'checkout-errors': {
    path: checkout,
    play: async () => {
      await shopper.type('email', 'ada@');
      await shopper.type('cardNumber', '4242 4242');
      await shopper.type('expiry', '01/25');
      await shopper.type('country', 'US');
      await shopper.type('business', '');
      await shopper.click('.pay');
    },
  },
  'checkout-us-no-zip': {
    path: checkout,
    replies: { 'checkout.quote': { answer: { ...quoteWithoutTax, taxCountry: 'US' } } },
    play: () => shopper.type('country', 'US'),
  },
  'checkout-tax-included': { path: checkout, replies: taxIncluded(quoteWithin), play: () => fillIn() },
  'checkout-tax-included-unknown': {
    path: checkout,
    replies: taxIncluded({ ...quoteWithin, tax: null, rate: null }),
    play: () => fillIn(),
  },
  'checkout-pictures': { path: checkout, replies: session({ items: picturedItems }) },
  'checkout-many-lines': {
    path: checkout,
    replies: session({ items: manyItems }),
    play: () => shopper.click('.summary summary'),
  },
  'checkout-quote-loading': {
    path: checkout,
    replies: { 'checkout.quote': silence },
    keepsUpdating: true,
  },
  'checkout-quote-failed': { path: checkout, replies: { 'checkout.quote': { refuse: 'NOT_FOUND' } } },
  'checkout-saved-card': {
    path: checkout,
    replies: session({
      customerEmail: 'ada@example.com',
      savedCard: { hint: { brand: 'visa', last4: '4242' } },
      cancelUrl: 'https://shop.example/cart',
    }),
  },
  'checkout-save-card': {
    path: checkout,
    replies: session({ customerEmail: 'ada@example.com', savedCard: { hint: null } }),
    play: async () => {
      await shopper.click('#method-card');
      await shopper.type('save', '');
    },
  },
  'checkout-saved-card-unseen': {
    path: checkout,
    replies: session({ customerEmail: 'ada@example.com', savedCard: { hint: null } }),
  },
  'checkout-terms': { path: checkout, replies: session({ merchant: withTerms('line') }) },
  'checkout-consent-missing': {
    path: checkout,
    replies: session({ merchant: withTerms('checkbox') }),
    play: async () => {
      await fillIn();
      await shopper.click('.pay');
    },
  },
  'checkout-known-customer': {
    path: checkout,
    replies: session({
      customerEmail: 'ada@example.com',
      customer: {
        name: 'Ada Lovelace',
        billingCountry: 'DE',
        postalCode: null,
        businessName: 'Lovelace Analytical Engines',
        taxId: 'DE123456789',
      },
    }),
  },
  'checkout-paying': { path: checkout, replies: { 'checkout.pay': silence }, play: fillInAndPay },
  'checkout-declined': { path: checkout, replies: session({ outcome: declined('card_declined') }) },
  'checkout-declined-cvc': {
    path: checkout,
    replies: {
      'checkout.get': {
        answer: openSession,
        afterPay: { ...openSession, outcome: declined('incorrect_cvc'), version: 2 },
      },
      'checkout.pay': { answer: declined('incorrect_cvc') },
    },
    play: async () => {
      await fillInAndPay();
      await until(() => document.querySelector('[name="cvc"][aria-invalid]'));
    },
  },
  'checkout-tax-unknown': {
    path: checkout,
    replies: { 'checkout.quote': { answer: quoteWithoutTax } },
    play: () => fillIn(),
  },
  'checkout-agreement': { path: checkout, replies: session({ outcome: agreement() }) },
  'checkout-agreement-changed': {
    path: checkout,
    replies: {
      'checkout.get': {
        answer: openSession,
        afterPay: { ...openSession, outcome: agreement(8953, 21), version: 2 },
      },
      'checkout.pay': { answer: agreement(8953, 21) },
    },
    play: fillInAndPay,
  },
  'checkout-agreeing': {
    path: checkout,
    replies: { ...session({ outcome: agreement() }), 'checkout.agree': silence },
    play: () => shopper.click('.agreement .pay'),
  },
  'checkout-agreement-again': {
    path: checkout,
    replies: { ...session({ outcome: agreement() }), 'checkout.agree': { answer: agreement() } },
    play: () => shopper.click('.agreement .pay'),
  },
  'checkout-superseded': { path: checkout, replies: session({ outcome: declined('superseded') }) },
  'checkout-refused': {
    path: checkout,
    replies: { 'checkout.pay': { refuse: 'PROVIDER_UNAVAILABLE' } },
    play: fillInAndPay,
  },
  'checkout-paused': {
    path: checkout,
    replies: { 'checkout.pay': { refuse: 'TOO_MANY_ATTEMPTS', retryAfter: 1_500 } },
    play: fillInAndPay,
  },
  'checkout-answer-lost': {
    path: checkout,
    replies: { 'checkout.pay': { fail: 'network' } },
    play: fillInAndPay,
  },
  'checkout-stray-refunded': { path: checkout, replies: session({ outcome: reversed('FULLY_REFUNDED') }) },
  'checkout-bank': { path: checkout, replies: session({ outcome: challenged }) },
  processing: {
    path: checkout,
    replies: session({ status: 'processing', outcome: { status: 'processing', payment: null } }),
  },
  returned: { path: `${checkout}/return` },
  'processing-named': {
    path: checkout,
    replies: session({ status: 'processing', outcome: { status: 'processing', payment } }),
  },
  'expired-fresh': {
    path: checkout,
    cart: { 'desk-lamp': 1, notebook: 2 },
    replies: session({ status: 'expired' }),
  },
  expired: { path: checkout, replies: session({ status: 'expired' }) },
  receipt: {
    path: checkout,
    replies: session({ status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }),
  },
  'receipt-business': {
    path: checkout,
    replies: session({ status: 'complete', outcome: { status: 'succeeded', payment: businessPayment } }),
  },
  'receipt-seller': {
    path: checkout,
    replies: session({
      status: 'complete',
      outcome: succeeded('CHECKOUT_SUCCESS'),
      merchant: withTerms('line'),
    }),
  },
  'receipt-refunded': {
    path: checkout,
    replies: session({
      status: 'reversed',
      outcome: reversed('FULLY_REFUNDED'),
      successUrl: 'https://shop.example/thanks',
      cancelUrl: 'https://shop.example/cart',
    }),
  },
  'receipt-refund-pending': {
    path: checkout,
    replies: session({
      status: 'complete',
      outcome: succeeded('REFUND_PENDING'),
      successUrl: 'https://shop.example/thanks',
    }),
  },
  'receipt-partly-refunded': {
    path: checkout,
    replies: session({ status: 'complete', outcome: succeeded('PARTIAL_REFUNDED') }),
  },
  'failed-later': {
    path: checkout,
    replies: session({
      status: 'reversed',
      outcome: reversed('PAYMENT_FAILED'),
      successUrl: 'https://shop.example/thanks',
      cancelUrl: 'https://shop.example/cart',
    }),
  },
  'session-missing': { path: checkout, replies: { 'checkout.get': { refuse: 'NOT_FOUND' } } },
  'session-broken': { path: checkout, replies: { 'checkout.get': { refuse: 'INTERNAL' } } },
  unreachable: { path: checkout, replies: nothingAnswers },
  'not-found': { path: '/nowhere' },
  'arabic-checkout': { path: checkout, language: 'ar', play: () => fillIn() },
  'arabic-declined': {
    path: checkout,
    language: 'ar',
    replies: session({ outcome: declined('card_declined') }),
  },
  'arabic-agreement': { path: checkout, language: 'ar', replies: session({ outcome: agreement() }) },
  'arabic-refund-pending': {
    path: checkout,
    language: 'ar',
    replies: session({ status: 'complete', outcome: succeeded('REFUND_PENDING') }),
  },
  'arabic-failed-later': {
    path: checkout,
    language: 'ar',
    replies: session({ status: 'reversed', outcome: reversed('PAYMENT_FAILED') }),
  },
  'arabic-terms': {
    path: checkout,
    language: 'ar',
    replies: session({ merchant: withTerms('checkbox') }),
  },
  'german-terms': {
    path: checkout,
    language: 'de',
    replies: session({ merchant: withTerms('line') }),
  },
  'german-checkout': { path: checkout, language: 'de', play: () => fillIn('DE') },
  // The law of the bill's country, in another language.
  'checkout-german-bill': { path: checkout, play: () => fillIn('DE') },
  'german-tax-unknown': {
    path: checkout,
    language: 'de',
    replies: { 'checkout.quote': { answer: quoteWithoutTax } },
    play: () => shopper.type('country', 'DE'),
  },
  'german-agreement': {
    path: checkout,
    language: 'de',
    replies: session({ outcome: agreement(8805, 19, 'DE') }),
  },
  'arabic-receipt': {
    path: checkout,
    language: 'ar',
    replies: session({ status: 'complete', outcome: { status: 'succeeded', payment: businessPayment } }),
  },
  'german-receipt': {
    path: checkout,
    language: 'de',
    replies: session({ status: 'complete', outcome: succeeded('CHECKOUT_SUCCESS') }),
  },
};
