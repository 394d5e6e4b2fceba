/**
 * Names and texts for the contracts of the service procedures, from which `/openapi.json` is made. Apart from the schemas, so that the page
 * does not carry them.
 */
import type * as z from 'zod/mini';
import { cardSchema } from './card.ts';
import { createdSessionSchema } from './checkout.ts';
import { countrySchema } from './country.ts';
import { COUNTRY_CODES } from './country-code.ts';
import { declineSchema } from './decline.ts';
import {
  eventDataSchema,
  eventPageSchema,
  eventSchema,
  eventTypeSchema,
  listEventsSchema,
  watchEventsSchema,
} from './event.ts';
import { currencySchema } from './money.ts';
import { outcomeSchema } from './outcome.ts';
import { auditEntrySchema, paymentSchema, servicePaymentSchema } from './payment.ts';
import { productLineSchema } from './product.ts';
import {
  acknowledgeSchema,
  closedPaymentSchema,
  closePaymentSchema,
  createPaymentSchema,
  createSessionSchema,
  listPaymentsSchema,
  listSessionsSchema,
  paymentPageSchema,
  paymentRefSchema,
  refundPaymentSchema,
  serviceSessionRefSchema,
  sessionPageSchema,
  taxRateInputSchema,
  taxRateSchema,
  updatePaymentSchema,
} from './service.ts';
import { serviceSessionSchema, sessionStatusSchema } from './session.ts';

/** Keywords that the schema itself does not give: formats, and rules that are code. */
export type JsonKeywords = {
  readonly format?: 'date-time' | 'uri';
  readonly type?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxProperties?: number;
};

/** A field's text, with keywords where it has any. */
export type FieldText = string | ({ readonly description: string } & JsonKeywords);

export type Described = {
  /** The component's name. */
  readonly id: string;
  readonly description: string;
  readonly fields?: Readonly<Record<string, FieldText>>;
  readonly keywords?: JsonKeywords;
};

const described = new Map<z.core.$ZodType, Described>();

/** What is written here of a schema. One schema has one name. */
export const apiReference: ReadonlyMap<z.core.$ZodType, Described> = described;

type Fields<Schema> = Schema extends { readonly shape: infer Shape }
  ? { readonly [Key in keyof Shape]?: FieldText }
  : Readonly<Record<string, FieldText>>;

function describe<Schema extends z.core.$ZodType>(
  schema: Schema,
  id: string,
  description: string,
  fields?: Fields<Schema>,
): void {
  const texts: Readonly<Record<string, FieldText>> = { ...fields } as Readonly<Record<string, FieldText>>;
  described.set(schema, { id, description, fields: texts });
}

const dateTime = (description: string): FieldText => ({ description, format: 'date-time' });
const uri = (description: string): FieldText => ({ description, format: 'uri' });

const NO_CARD = 'A text that holds a card number is refused (`not_allowed`).';
const RETURN_URL =
  'https, or http on loopback; no user name in it. `ALLOWED_RETURN_ORIGINS` may restrict it.';

const PRODUCTS =
  'The lines of the purchase. Their total before tax is at least 150 cents in EUR and 200 in USD (`below_minimum`), and at most 100 000 000 (`above_maximum`).';
const CURRENCY = 'Of all lines.';
const IDEMPOTENCY_KEY =
  'Chosen by you, and unique among the calls of your token to this procedure. The same key with the same input returns the same result; with another input `CONFLICT`.';
const METADATA_IN: FieldText = {
  description: `Your own texts, returned unchanged here, in events and on Inflow's payment. At most 50. ${NO_CARD}`,
  maxProperties: 50,
};
const SESSION_NAME = 'The id of the session, or its reference.';
const PAYMENT_ID = "Inflow's id of the payment.";
const LIMIT = 'The most rows of a page.';
const CURSOR = '`nextCursor` of the previous page; none for the first one.';
const NEXT_CURSOR = 'The `cursor` of the next page; null on the last one.';
const POSTAL_CODE = 'Required where the country is `US`.';

described.set(currencySchema, {
  id: 'Currency',
  description: 'ISO 4217. Amounts are integers in cents of it.',
});
described.set(countrySchema, {
  id: 'Country',
  description: 'An assigned ISO 3166-1 alpha-2 code, in upper case. Any other is `unknown`.',
  keywords: { enum: COUNTRY_CODES },
});

describe(productLineSchema, 'ProductLine', 'One line of a purchase.', {
  name: `As the customer sees it. ${NO_CARD}`,
  price: 'Of one piece, in cents, before tax.',
  quantity: 'Pieces.',
});

describe(
  cardSchema,
  'Card',
  'A card in the clear. It is forwarded to Inflow and never stored. The card is refused as `expired` after the end of its month.',
  {
    number: {
      description:
        'Digits; spaces and dashes between them are removed. Refused where its brand is not accepted (`brand_not_accepted`) or its check digit (Luhn) is wrong (`invalid`).',
      minLength: 1,
    },
    expMonth: '1 to 12.',
    expYear: 'Four digits.',
    cvc: { description: 'As many digits as the brand has: 3 or 4.', minLength: 1 },
  },
);

describe(declineSchema, 'Decline', 'Why the attempt ended without a charge.', {
  code: "Inflow's code, or one of ours (`not_charged`, `closed`, `superseded`, `total_changed`). An open list: pass over what you do not know.",
  retryable: 'Whether the customer may try the same card again.',
});

describe(auditEntrySchema, 'AuditEntry', 'One decision about money, from the append-only audit trail.', {
  at: dateTime('When.'),
  actor: 'Who: `shopper`, `service:<name>`, `webhook`, `reconciler` or `system`.',
  action: 'What was done.',
  from: 'The state before; null where there was none.',
  to: 'The state after; null where the state did not change.',
});

const [timelineEntrySchema, boughtProductSchema] = [
  servicePaymentSchema.shape.timeline.def.element,
  paymentSchema.shape.products.def.element,
];
describe(timelineEntrySchema, 'TimelineEntry', "One status in Inflow's history of the payment.", {
  status: "Inflow's status; an open list.",
  timestamp: 'When, as Inflow writes it.',
});
describe(boughtProductSchema, 'BoughtProduct', "A line as Inflow's payment has it.", {
  name: 'As sent.',
  price: 'Of one piece, in cents.',
  quantity: 'Pieces.',
});

const PAYMENT_FIELDS = {
  id: PAYMENT_ID,
  status:
    "Inflow's status, such as `CHECKOUT_PENDING`, `CHECKOUT_SUCCESS`, `PAYMENT_RECEIVED`, `PAYMENT_SUCCESS`, `PAYMENT_FAILED`, `REFUND_PENDING` or `FULLY_REFUNDED`. An open list.",
  currency: 'ISO 4217.',
  amountInCents: 'Before tax where the prices exclude it (`TAX_EXCLUSIVE`).',
  amountTaxesIncluded: 'What the customer pays, in cents; null until Inflow has computed the tax.',
  taxRateInPercentage: '20 means 20 %; null until Inflow has computed the tax.',
  taxCountry: 'The country whose tax applies; null until Inflow has computed the tax.',
  customerEmail: 'Of the customer at Inflow.',
  products: "The payment's lines.",
  createdAt: 'When Inflow made it, as Inflow writes it (ISO 8601).',
  updatedAt: 'When Inflow last changed it, as Inflow writes it (ISO 8601).',
} as const satisfies Fields<typeof paymentSchema>;
describe(
  paymentSchema,
  'ShopperPayment',
  'A payment as the customer may see it, as Inflow last reported it.',
  PAYMENT_FIELDS,
);

const SERVICE_PAYMENT_FIELDS = {
  ...PAYMENT_FIELDS,
  customerId: "Inflow's id of the customer.",
  depositStatus:
    "Inflow's: `requires_confirmation`, `requires_action` (3DS), `succeeded`, `failed`. An open list.",
  threeDsSessionUrl: uri("Where to send the customer's browser while a 3DS challenge is open; else null."),
  decline: 'Why nothing was charged; null unless it was declined.',
  metadatas:
    "As Inflow's payment has them: your own, and those beginning with `checkout` that name the installation, session and attempt.",
  sessionId:
    'The checkout session that it belongs to; null where there is none. A token without `pay` gets the reference.',
  refund:
    'The requested refund: `requested`, `unknown` (being found out), `pending`, `refunded` or `failed`; null where there is none.',
  timeline: "Inflow's history of its statuses.",
} as const;
describe(
  servicePaymentSchema,
  'Payment',
  'A payment as Inflow last reported it, with what is recorded of it here.',
  {
    ...SERVICE_PAYMENT_FIELDS,
    history: 'The audit trail of it.',
  },
);
described.set(servicePaymentSchema.shape.metadatas.def.valueType, {
  id: 'MetadataValue',
  description: 'A text, unless the payment was changed at Inflow.',
  keywords: { type: ['string', 'number', 'boolean', 'object', 'array', 'null'] },
});
describe(
  paymentPageSchema.shape.payments.def.element,
  'PaymentRow',
  'A payment without its audit trail, which `payments.get` returns.',
  SERVICE_PAYMENT_FIELDS,
);
describe(paymentPageSchema, 'PaymentPage', 'A page of payments, the newest first.', {
  payments: 'The rows.',
  nextCursor: NEXT_CURSOR,
});

describe(
  outcomeSchema,
  'Outcome',
  'How the current attempt stands. `processing` is not known yet, which is never a failure.',
  {
    status: 'How it stands.',
    payment: 'The payment; null where none is known.',
    redirectUrl: uri('Where the customer passes the 3DS challenge.'),
    total:
      'In cents, tax included: what the customer has to agree to. The payment is not confirmed before that.',
    decline: 'Why nothing was charged.',
  },
);

described.set(sessionStatusSchema, {
  id: 'SessionStatus',
  description:
    '`open`; `processing`: an outcome is not known yet; `complete`: paid, and still so as far as Inflow has said; `reversed`: was paid and is not any more (failed after authorisation, or refunded in full); `expired`.',
});

const savedCardSchema = serviceSessionSchema.shape.savedCard.def.innerType;
describe(savedCardSchema, 'SavedCard', "The customer's last saved card, which may be used.", {
  hint: 'Brand and last four digits; null where that card was not seen here.',
});
describe(savedCardSchema.shape.hint.def.innerType, 'CardHint', 'What may be known of a card.', {
  brand: 'Such as `visa`; null where it is not known.',
  last4: 'The last four digits.',
});
describe(
  serviceSessionSchema.shape.acknowledgement.def.innerType,
  'Acknowledgement',
  "That the merchant's own order exists.",
  { reference: 'As `sessions.acknowledge` said.', at: dateTime('When it was acknowledged.') },
);

const SESSION_FIELDS = {
  sessionId:
    'The permission to see and pay the session: show it to its customer alone. A token without `pay` gets the reference.',
  status: 'How it stands.',
  currency: CURRENCY,
  items: 'What is sold.',
  subtotal: 'In cents, before tax.',
  customerEmail: 'As given at its creation.',
  savedCard: 'Not null where the customer may pay with the last saved card.',
  successUrl: uri('Where the customer goes after paying.'),
  cancelUrl: uri('Where the customer goes instead of paying.'),
  expiresAt: dateTime('Until when it can be paid.'),
  outcome: 'Of the current attempt; null before the first one.',
  version: 'Incremented by each change.',
  reference: 'Names the session and permits nothing: it may be logged and sent by mail.',
  url: 'The page on which it is paid. Empty for a token without `pay`.',
  createdAt: dateTime('When it was created.'),
  createdBy: 'Who created it: `service:<name>`, or `shopper` in the demo store.',
  allowSavedCard: 'Whether the customer may pay with the last saved card.',
  metadatas: 'As given at its creation.',
  paymentId: "Inflow's id of the payment that paid it; null before that.",
  acknowledgement: 'What `sessions.acknowledge` said; null before that.',
  guaranteed:
    'Paid for certain: Inflow has received the funds. Before it, an authorised payment may still fail.',
} as const;
describe(serviceSessionSchema, 'Session', 'A checkout session.', {
  ...SESSION_FIELDS,
  history: 'The audit trail of it.',
});
describe(
  sessionPageSchema.shape.sessions.def.element,
  'SessionRow',
  'A session without its audit trail, which `sessions.get` returns.',
  SESSION_FIELDS,
);
describe(sessionPageSchema, 'SessionPage', 'A page of sessions, the newest first.', {
  sessions: 'The rows.',
  nextCursor: NEXT_CURSOR,
});
describe(createdSessionSchema, 'CreatedSession', 'A new session, or the one of the same `idempotencyKey`.', {
  sessionId: SESSION_FIELDS.sessionId,
  url: uri('Send the customer there.'),
  reference: SESSION_FIELDS.reference,
});

describe(
  createSessionSchema,
  'CreateSession',
  'A session for any products, at your own prices. Unknown fields are refused.',
  {
    idempotencyKey: `${IDEMPOTENCY_KEY} Send the number of your order: then one order has one page, also when the call is repeated. Without it each call makes a session.`,
    products: PRODUCTS,
    currency: CURRENCY,
    customerEmail: `Prefilled on the page. ${NO_CARD}`,
    allowSavedCard:
      'Lets the customer pay with the last saved card of `customerEmail`, which is then required.',
    metadatas: METADATA_IN,
    successUrl: uri(`Where the customer goes after paying: ${RETURN_URL}`),
    cancelUrl: uri(`Where the customer goes instead of paying: ${RETURN_URL}`),
    expiresInMinutes: 'Until the session expires.',
  },
);
describe(serviceSessionRefSchema, 'SessionRef', 'Names one session.', { sessionId: SESSION_NAME });
describe(listSessionsSchema, 'ListSessions', 'Which sessions.', {
  limit: LIMIT,
  cursor: CURSOR,
  status: 'Only those with this status.',
  unacknowledged: 'Only those that are paid and that no `sessions.acknowledge` has named.',
});
describe(acknowledgeSchema, 'Acknowledge', "That the merchant's own order exists, under its reference.", {
  sessionId: SESSION_NAME,
  reference: `Of your order. Another one for the same session is \`CONFLICT\`. ${NO_CARD}`,
});

describe(paymentRefSchema, 'PaymentRef', 'Names one payment.', { paymentId: PAYMENT_ID });
describe(
  createPaymentSchema,
  'CreatePayment',
  'One charge without a page. Exactly one of `card` and `useCustomerPaymentMethod` is needed. Unknown fields are refused.',
  {
    idempotencyKey: IDEMPOTENCY_KEY,
    products: PRODUCTS,
    currency: CURRENCY,
    customerEmail: `Identifies the customer at Inflow, and so the saved card. ${NO_CARD}`,
    billingCountry: 'Decides the tax.',
    postalCode: `${POSTAL_CODE} ${NO_CARD}`,
    purchasingAsBusiness: 'A business purchase; it needs `businessName` and `taxId`.',
    businessName: `Required where \`purchasingAsBusiness\` is true. ${NO_CARD}`,
    taxId: `VAT or tax number; required where \`purchasingAsBusiness\` is true. ${NO_CARD}`,
    firstName: `Raises the success rate of 3DS. ${NO_CARD}`,
    lastName: `Raises the success rate of 3DS. ${NO_CARD}`,
    savePaymentMethod: 'Saves the card for this `customerEmail`. Not with `useCustomerPaymentMethod`.',
    useCustomerPaymentMethod: "Charges the customer's last saved card, in place of `card`.",
    autoConfirm: 'Confirms the payment by itself where no 3DS challenge is required.',
    pricingMode:
      '`TAX_EXCLUSIVE`: tax is added to the prices. `TAX_INCLUSIVE`: the prices are what the customer pays.',
    threeDsSuccessUrl: uri(`Where the bank sends the customer after a passed challenge: ${RETURN_URL}`),
    threeDsFailureUrl: uri(`Where the bank sends the customer after a failed challenge: ${RETURN_URL}`),
    metadatas: METADATA_IN,
    card: 'Required unless `useCustomerPaymentMethod` is true. Its request is taken by POST alone and not in a batch.',
  },
);
describe(updatePaymentSchema, 'UpdatePayment', 'New lines for a payment that is not confirmed.', {
  paymentId: PAYMENT_ID,
  products: 'The new lines, all of them.',
});
describe(closePaymentSchema, 'ClosePayment', 'Which attempt. Exactly one of the three.', {
  paymentId: PAYMENT_ID,
  sessionId: SESSION_NAME,
  idempotencyKey: 'Of the `payments.create` that your token has sent.',
});
describe(closedPaymentSchema, 'ClosedPayment', 'How the attempt stands now.', {
  closed: 'True: by this call. False: it had ended already.',
  state: 'How it ended.',
  paymentId: "Inflow's id of its payment; null where none is known.",
  sessionId: 'Its session; null where there is none.',
});
describe(refundPaymentSchema, 'RefundPayment', 'A refund in full. There are no partial ones.', {
  paymentId: PAYMENT_ID,
  reason: `Sent to Inflow and kept in the audit trail. ${NO_CARD}`,
});
describe(listPaymentsSchema, 'ListPayments', 'Which payments.', {
  limit: LIMIT,
  cursor: CURSOR,
  sessionId: 'Only those of this session: its id or its reference.',
  status: "Only those with this status of Inflow's.",
});

describe(taxRateInputSchema, 'TaxRateInput', 'Where the customer is.', {
  country: 'The country.',
  postalCode: `Within it, where that decides the rate. ${NO_CARD}`,
});
describe(taxRateSchema, 'TaxRate', "Inflow's tax rate of a country.", {
  country: 'As asked.',
  taxRateInPercentage: '20 means 20 %.',
});

described.set(eventTypeSchema, {
  id: 'EventType',
  description: 'What has happened. More types will come: pass over those that you do not know.',
});
const { session, payment, refund } = eventDataSchema.shape;
describe(session.def.innerType, 'EventSession', 'The session as it stood.', {
  sessionId: SESSION_FIELDS.sessionId,
  reference: SESSION_FIELDS.reference,
  status: SESSION_FIELDS.status,
  currency: 'ISO 4217.',
  subtotal: SESSION_FIELDS.subtotal,
  customerEmail: SESSION_FIELDS.customerEmail,
  metadatas: 'As given at its creation. Empty where they are too large for an event.',
  createdBy: SESSION_FIELDS.createdBy,
  paymentId: SESSION_FIELDS.paymentId,
});
describe(payment.def.innerType, 'EventPayment', 'The payment as it stood.', {
  id: PAYMENT_ID,
  status: PAYMENT_FIELDS.status,
  currency: PAYMENT_FIELDS.currency,
  amountInCents: PAYMENT_FIELDS.amountInCents,
  amountTaxesIncluded: PAYMENT_FIELDS.amountTaxesIncluded,
  taxRateInPercentage: PAYMENT_FIELDS.taxRateInPercentage,
  taxCountry: PAYMENT_FIELDS.taxCountry,
  customerEmail: PAYMENT_FIELDS.customerEmail,
  cardBrand: 'Such as `visa`; null where it is not known.',
  cardLast4: 'The last four digits; null where they are not known.',
  declineCode: 'Why the issuer declined; an open list. Null unless it was declined.',
});
describe(refund.def.innerType, 'EventRefund', 'The refund.', {
  reason: 'As given with the request.',
  requestedBy: 'Who requested it.',
});
describe(eventDataSchema, 'EventData', 'What the event is about, as it stood when the event was written.', {
  session: 'The session; null where there is none.',
  payment: 'The payment; null where there is none.',
  refund: 'The refund; null where there is none.',
});
describe(eventSchema, 'Event', 'What has happened. The same event has the same `id` wherever it is shown.', {
  id: 'To tell repeated ones.',
  type: 'What has happened.',
  version: 'Of the form of `data`.',
  createdAt: dateTime('When it happened.'),
  sessionId: 'Of which session; null where there is none. A token without `pay` gets the reference.',
  sequence: 'Counts from 1 within a session, without gaps; null where there is no session.',
  data: 'What it is about.',
});
describe(eventPageSchema, 'EventPage', 'Events in their one order, without gaps.', {
  events: 'At most `limit`; fewer at the end.',
  cursor: 'Behind the last of them: the next `after`, also where there were none.',
});
const EVENT_FILTERS = {
  after: 'A `cursor`: only those behind it. None: from the first on.',
  types: 'Only those of these types.',
  sessionId: 'Only those of this session: its id or its reference.',
} as const;
describe(listEventsSchema, 'ListEvents', 'Which events.', {
  ...EVENT_FILTERS,
  limit: 'The most events of a page.',
});
describe(watchEventsSchema, 'WatchEvents', 'Which events.', {
  ...EVENT_FILTERS,
  lastEventId:
    'Goes before `after`: the id of the last event that was got, which a client also sends as the header `Last-Event-ID`.',
});
