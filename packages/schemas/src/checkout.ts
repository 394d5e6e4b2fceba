import * as z from 'zod/mini';
import { countrySchema } from './country.ts';
import { taxBasisSchema } from './customer.ts';
import { givenConsentSchema } from './merchant-page.ts';
import { centsSchema, currencySchema, taxedCentsSchema } from './money.ts';
import { payFormSchema } from './pay-form.ts';
import { pricingModeSchema, quantitySchema } from './product.ts';
import { sessionIdSchema, sessionReferenceSchema } from './session.ts';
import { emailSchema, mayBeKept, orAbsent, orDefault, text, upTo } from './text.ts';

/** `checkout.create`: product names and quantities only; prices are the server's. */
export const createCheckoutSchema = z.object({
  items: z
    .array(z.object({ sku: text(63), quantity: quantitySchema }))
    .check(z.minLength(1, 'required'), z.maxLength(50, 'too_long')),
  customerEmail: orAbsent(emailSchema, { empty: true }),
});
export type CreateCheckout = z.output<typeof createCheckoutSchema>;

/** `url` is the checkout page. It and `sessionId` permit paying; `reference` permits nothing. */
export const createdSessionSchema = z.object({
  sessionId: z.string(),
  url: z.string(),
  reference: sessionReferenceSchema,
});
export type CreatedSession = z.output<typeof createdSessionSchema>;

export const sessionRefSchema = z.object({ sessionId: sessionIdSchema });

/**
 * `checkout.watch`: resumes after the version that the connection last saw. It ends when the session is paid; with `follow` it goes on,
 * because what is paid may still fail or be refunded.
 */
export const watchSchema = z.object({
  sessionId: sessionIdSchema,
  follow: orDefault(z.boolean('invalid'), false),
  lastEventId: z.nullish(z.string().check(upTo(32), mayBeKept)),
});

export const quoteInputSchema = z.object({ sessionId: sessionIdSchema, ...taxBasisSchema.shape });
export type QuoteInput = z.output<typeof quoteInputSchema>;

/**
 * Amounts in cents; `rate` in percent. `tax` and `rate` are null together, where Inflow does not say the rate, or a ZIP code is missing for it; so
 * is `total`, unless the prices include the tax: it is then known once the payment is created. `subtotal` is the sum of the prices, and
 * with `TAX_INCLUSIVE` the total, which contains `tax`. `reverseCharge`: a business purchase in the EU, for which the buyer owes the tax.
 */
export const quoteSchema = z.object({
  currency: currencySchema,
  pricingMode: pricingModeSchema,
  subtotal: centsSchema,
  tax: z.nullable(taxedCentsSchema),
  total: z.nullable(taxedCentsSchema),
  rate: z.nullable(z.number()),
  taxCountry: countrySchema,
  reverseCharge: z.boolean(),
});
export type Quote = z.output<typeof quoteSchema>;

/**
 * `checkout.pay`. `attemptKey` is the idempotency key of one submission: the same key with the same input gives the same
 * outcome, also after a lost response; with another input, `CONFLICT`.
 */
export const payInputSchema = z.object({
  sessionId: sessionIdSchema,
  attemptKey: z.uuid('invalid'),
  /**
   * The total with tax, in cents, that the shopper saw on the pay button. When Inflow computes another one, nothing is
   * confirmed, and `onOtherTotal` says what follows.
   */
  agreedTotal: z.optional(taxedCentsSchema),
  /**
   * `decline` (the default): the outcome is `declined` with the code `total_changed`, and the shopper pays again, with a new key; without
   * `agreedTotal` any total is confirmed. `ask`: the outcome is `requires_agreement`, also without `agreedTotal`, and
   * `checkout.agree` confirms the same payment.
   */
  onOtherTotal: orAbsent(z.enum(['decline', 'ask'], 'invalid')),
  /** The token of the merchant's bot challenge, after `CHALLENGE_REQUIRED`. Not part of the input that the key identifies. */
  challengeAnswer: orAbsent(z.string('invalid').check(upTo(4096), mayBeKept), { empty: true }),
  /** What the page said about the merchant's terms. Required where the page has a checkbox for it. Not part of that input either. */
  consent: orAbsent(givenConsentSchema),
  ...payFormSchema.shape,
});
export type PayInput = z.output<typeof payInputSchema>;

/** `checkout.agree`: the total in cents of the payment in `requires_agreement`, which the shopper has seen and agrees to pay. */
export const agreeInputSchema = z.object({
  sessionId: sessionIdSchema,
  paymentId: text(256),
  total: taxedCentsSchema,
});
export type AgreeInput = z.output<typeof agreeInputSchema>;
/** What a client sends, before defaults. */
export type PayRequest = z.input<typeof payInputSchema>;
