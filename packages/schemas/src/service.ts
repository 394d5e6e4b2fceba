/**
 * What the merchant's services send and receive. Unknown keys of their inputs are refused: a misspelt `sucessUrl` or an
 * `amountInCents` on a full refund must not pass in silence.
 */
import * as z from 'zod/mini';
import { appearanceSchema } from './appearance.ts';
import { cardSchema } from './card.ts';
import { countrySchema } from './country.ts';
import { requireBillingFields } from './customer.ts';
import { knownCustomerSchema } from './known-customer.ts';
import { localeSchema } from './locale.ts';
import { linksSchema } from './merchant-page.ts';
import { mayBeKeptAsId, metadatasSchema } from './merchant-text.ts';
import { merchantUrlSchema } from './merchant-url.ts';
import { currencySchema } from './money.ts';
import { servicePaymentSchema } from './payment.ts';
import {
  linesOf,
  pricingModeSchema,
  productLineSchema,
  productLinesSchema,
  totalProblem,
} from './product.ts';
import { namedSessionSchema, serviceSessionSchema, sessionStatusSchema } from './session.ts';
import { emailSchema, mayBeKept, optionalText, orAbsent, orDefault, upTo } from './text.ts';

/** Chosen by the service, and unique among its own calls of that procedure. */
const idempotencyKeySchema = z.string('required').check(z.minLength(1, 'required'), upTo(255), mayBeKeptAsId);

const idSchema = z.string('required').check(z.regex(/^[A-Za-z0-9_-]{1,128}$/, 'invalid'), mayBeKept);

const pageFields = {
  limit: orDefault(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(100, 'above_maximum')),
    20,
  ),
  /** `nextCursor` of the previous page. */
  cursor: z.nullish(z.string().check(upTo(200), mayBeKept)),
};

const total = z.superRefine<{
  products: z.output<typeof productLinesSchema>;
  currency: z.output<typeof currencySchema>;
}>((input, context) => {
  const problem = totalProblem(input.products, input.currency);
  if (problem !== null)
    context.addIssue({ code: 'custom', path: ['products'], message: problem, input: undefined });
});

const LONGEST_MINUTES = 90 * 24 * 60;
/** A line of `sessions.create`. Its picture has to be at one of `IMAGE_ORIGINS`. */
export const pricedLineSchema = z.object({
  ...productLineSchema.shape,
  imageUrl: orAbsent(merchantUrlSchema, { empty: true }),
});

/**
 * `sessions.create`: a session for any products, at the service's own prices (cents; before tax, unless `pricingMode` says otherwise). With an `idempotencyKey` (per
 * service token) the same input returns the same session, also if it has been paid or has expired, and another input `CONFLICT`.
 */
export const createSessionSchema = z
  .strictObject({
    /** The number of the merchant's order: then one order has one page, also when the call is repeated. */
    idempotencyKey: orAbsent(idempotencyKeySchema),
    products: linesOf(pricedLineSchema),
    currency: currencySchema,
    /** `TAX_INCLUSIVE`: the prices are what the shopper pays. Left out: `TAX_EXCLUSIVE`. A default here would be a required field in generated clients. */
    pricingMode: orAbsent(pricingModeSchema),
    customerEmail: orAbsent(emailSchema, { empty: true }),
    /** Lets the shopper pay with this customer's last saved card; needs `customerEmail`. */
    allowSavedCard: orDefault(z.boolean('invalid'), false),
    metadatas: z._default(metadatasSchema, {}),
    successUrl: orAbsent(merchantUrlSchema, { empty: true }),
    cancelUrl: orAbsent(merchantUrlSchema, { empty: true }),
    /** Minutes until the session expires: 30 by default, at most 90 days. */
    expiresInMinutes: orDefault(
      z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(LONGEST_MINUTES, 'above_maximum')),
      30,
    ),
    /** Of the page, unless the shopper has chosen another language; by default that of the shopper's browser. */
    locale: orAbsent(localeSchema, { empty: true }),
    /** Over the deployment's own. */
    appearance: orAbsent(appearanceSchema),
    links: orAbsent(linksSchema),
    customer: orAbsent(knownCustomerSchema),
  })
  .check(
    total,
    z.superRefine((input, context) => {
      if (input.allowSavedCard && input.customerEmail === undefined) {
        context.addIssue({ code: 'custom', path: ['customerEmail'], message: 'required', input: undefined });
      }
    }),
  );
export type CreateSession = z.output<typeof createSessionSchema>;

/** `sessions.get` and `sessions.expire`. */
export const serviceSessionRefSchema = z.strictObject({ sessionId: namedSessionSchema });

export const listSessionsSchema = z.strictObject({
  ...pageFields,
  status: orAbsent(sessionStatusSchema),
  /** Only those that are paid and that no `sessions.acknowledge` has named. */
  unacknowledged: orAbsent(z.literal(true, 'invalid')),
});

/** `sessions.acknowledge`: the merchant's own order exists, under this reference. */
export const acknowledgeSchema = z.strictObject({
  sessionId: namedSessionSchema,
  reference: z.string('required').check(z.trim(), z.minLength(1, 'required'), upTo(200), mayBeKeptAsId),
});
export type Acknowledge = z.output<typeof acknowledgeSchema>;
/** A list's rows have no `history`; `sessions.get` returns it. */
export const sessionPageSchema = z.object({
  sessions: z.array(z.omit(serviceSessionSchema, { history: true })),
  nextCursor: z.nullable(z.string()),
});

export const paymentRefSchema = z.strictObject({ paymentId: idSchema });

/**
 * `payments.create`: every field that Inflow documents for its create, and an `idempotencyKey` (per service token):
 * the same key with the same input returns the same payment, with another input `CONFLICT`.
 */
export const createPaymentSchema = z
  .strictObject({
    idempotencyKey: idempotencyKeySchema,
    products: productLinesSchema,
    currency: currencySchema,
    customerEmail: emailSchema,
    billingCountry: countrySchema,
    postalCode: optionalText(16),
    purchasingAsBusiness: z.boolean('required'),
    businessName: optionalText(200),
    taxId: optionalText(32),
    firstName: optionalText(100),
    lastName: optionalText(100),
    savePaymentMethod: orDefault(z.boolean('invalid'), false),
    useCustomerPaymentMethod: orDefault(z.boolean('invalid'), false),
    /** Confirms immediately when no 3DS challenge is required. */
    autoConfirm: orDefault(z.boolean('invalid'), false),
    pricingMode: orDefault(pricingModeSchema, 'TAX_EXCLUSIVE'),
    threeDsSuccessUrl: orAbsent(merchantUrlSchema, { empty: true }),
    threeDsFailureUrl: orAbsent(merchantUrlSchema, { empty: true }),
    metadatas: z._default(metadatasSchema, {}),
    card: orAbsent(cardSchema),
  })
  .check(
    total,
    z.superRefine((input, context) => requireBillingFields(input, context)),
    z.superRefine((input, context) => {
      const issue = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message, input: undefined });
      if (input.useCustomerPaymentMethod && input.savePaymentMethod)
        issue('savePaymentMethod', 'not_allowed');
      if (input.useCustomerPaymentMethod && input.card !== undefined) issue('card', 'not_allowed');
      if (!input.useCustomerPaymentMethod && input.card === undefined) issue('card', 'required');
    }),
  );
export type CreatePayment = z.output<typeof createPaymentSchema>;

/** `payments.update`: before confirmation only. */
export const updatePaymentSchema = z.strictObject({ paymentId: idSchema, products: productLinesSchema });

/**
 * `payments.close`: which attempt. By its payment, by its session, or by the idempotency key of the `payments.create` that
 * the same service has sent; exactly one of them.
 */
export const closePaymentSchema = z
  .strictObject({
    paymentId: orAbsent(idSchema),
    sessionId: orAbsent(namedSessionSchema),
    idempotencyKey: orAbsent(idempotencyKeySchema),
  })
  .check(
    z.superRefine((input, context) => {
      const given = Object.values(input).filter((value) => value !== undefined);
      if (given.length !== 1)
        context.addIssue({
          code: 'custom',
          path: ['paymentId'],
          message: given.length === 0 ? 'required' : 'not_allowed',
          input: undefined,
        });
    }),
  );
/** `closed`: by this call. Otherwise the attempt had ended already, and `state` says how. */
export const closedPaymentSchema = z.object({
  closed: z.boolean(),
  state: z.string(),
  paymentId: z.nullable(z.string()),
  sessionId: z.nullable(z.string()),
});
export type ClosePayment = z.output<typeof closePaymentSchema>;
export type ClosedPayment = z.output<typeof closedPaymentSchema>;

export const refundPaymentSchema = z.strictObject({ paymentId: idSchema, reason: optionalText(500) });

export const listPaymentsSchema = z.strictObject({
  ...pageFields,
  sessionId: orAbsent(idSchema),
  /** Inflow's; open. */
  status: orAbsent(z.string('invalid').check(upTo(64), mayBeKept)),
});
export const paymentPageSchema = z.object({
  payments: z.array(z.omit(servicePaymentSchema, { history: true })),
  nextCursor: z.nullable(z.string()),
});

export const taxRateInputSchema = z.strictObject({ country: countrySchema, postalCode: optionalText(16) });
/** In percent: 20 means 20 %. */
export const taxRateSchema = z.object({ country: z.string(), taxRateInPercentage: z.number() });

export type ListSessions = z.output<typeof listSessionsSchema>;
export type SessionPage = z.output<typeof sessionPageSchema>;
export type ListPayments = z.output<typeof listPaymentsSchema>;
export type PaymentPage = z.output<typeof paymentPageSchema>;
export type UpdatePayment = z.output<typeof updatePaymentSchema>;
export type RefundPayment = z.output<typeof refundPaymentSchema>;
