/** What the services send. */
import { appearanceSchema, FONTS } from './appearance.ts';
import { cardSchema } from './card.ts';
import { countrySchema } from './country.ts';
import { COUNTRY_CODES } from './country-code.ts';
import { CURRENCY, createReference, email, type FieldText, PAYMENT_ID, uri } from './described.ts';
import { checkSchema, repairSchema } from './doctor.ts';
import {
  createEndpointSchema,
  endpointRefSchema,
  listDeliveriesSchema,
  listEndpointsSchema,
  replaySchema,
  rotateSecretSchema,
  updateEndpointSchema,
} from './endpoint.ts';
import { listEventsSchema, watchEventsSchema } from './event.ts';
import { knownCustomerSchema } from './known-customer.ts';
import { linksSchema } from './merchant-page.ts';
import { currencySchema } from './money.ts';
import { productLineSchema } from './product.ts';
import { reportSpanSchema } from './report.ts';
import {
  acknowledgeSchema,
  closePaymentSchema,
  createPaymentSchema,
  createSessionSchema,
  listPaymentsSchema,
  listSessionsSchema,
  paymentRefSchema,
  pricedLineSchema,
  refundPaymentSchema,
  serviceSessionRefSchema,
  taxRateInputSchema,
  updatePaymentSchema,
} from './service.ts';

const { entries, describe, describeWith } = createReference();
export const describedInputs = entries;

const NO_CARD = 'A text that holds a card number is refused (`not_allowed`).';
const EMAIL =
  'Spaces, quotes, brackets and `mailto:` around it are removed, and its domain is kept in lower case, as DNS has it (`xn--`).';
const RETURN_URL =
  'https, or http on loopback; no user name in it. `ALLOWED_RETURN_ORIGINS` may restrict it.';

const PRODUCTS =
  'The lines of the purchase. Their total, as priced, is at least 150 cents in EUR and 200 in USD (`below_minimum`), and at most 100 000 000 (`above_maximum`).';
const PRICING_MODE =
  '`TAX_EXCLUSIVE`: tax is added to the prices. `TAX_INCLUSIVE`: the prices are what the customer pays.';
const IDEMPOTENCY_KEY =
  'Chosen by you, and unique among the calls of your token to this procedure. The same key with the same input returns the same result; with another input `CONFLICT`.';
const METADATA_IN: FieldText = {
  description: `Your own texts, returned unchanged here, in events and on Inflow's payment. At most 50. ${NO_CARD}`,
  maxProperties: 50,
};
const SESSION_NAME = 'The id of the session, or its reference.';
const LIMIT = 'The most rows of a page.';
const CURSOR = '`nextCursor` of the previous page; none for the first one.';
const POSTAL_CODE = 'Required where the country is `US`.';

describeWith(currencySchema, {
  id: 'Currency',
  description: 'ISO 4217. Amounts are integers in cents of it.',
});
describeWith(countrySchema, {
  id: 'Country',
  description: 'An assigned ISO 3166-1 alpha-2 code, in upper case. Any other is `unknown`.',
  keywords: { enum: COUNTRY_CODES },
});

const LINE_FIELDS = {
  name: `As the customer sees it. ${NO_CARD}`,
  price:
    'Of one piece, in cents: before tax, or with it under `TAX_INCLUSIVE`. 0 is taken, a negative one is not (`below_minimum`).',
  quantity: 'Pieces.',
};
describe(productLineSchema, 'ProductLine', 'One line of a purchase.', LINE_FIELDS);
describe(pricedLineSchema, 'PricedLine', 'One line of a session.', {
  ...LINE_FIELDS,
  imageUrl: uri(
    'Its picture (AVIF, JPEG, PNG or WebP, at most 1 MB): https, or http on loopback, at one of the origins in `IMAGE_ORIGINS`; any other is `not_allowed`. The page shows it by way of the checkout; a picture that cannot be had is left out.',
  ),
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

describe(
  createSessionSchema,
  'CreateSession',
  'A session for any products, at your own prices. Unknown fields are refused.',
  {
    idempotencyKey: `${IDEMPOTENCY_KEY} Send the number of your order: then one order has one page, also when the call is repeated. Without it each call makes a session.`,
    products: PRODUCTS,
    currency: CURRENCY,
    pricingMode: `${PRICING_MODE} Left out, it is \`TAX_EXCLUSIVE\`.`,
    customerEmail: email(`Prefilled on the page. ${EMAIL} ${NO_CARD}`),
    allowSavedCard:
      'Lets the customer pay with the last saved card of `customerEmail`, which is then required.',
    metadatas: METADATA_IN,
    successUrl: uri(`Where the customer goes after paying: ${RETURN_URL}`),
    cancelUrl: uri(`Where the customer goes instead of paying: ${RETURN_URL}`),
    expiresInMinutes: 'Until the session expires.',
    locale:
      'Of the page, such as `de` or `de-AT`, unless the customer chooses another language. `unknown` for a language that the page does not speak. Without it, the language of the browser.',
    appearance: 'How the page looks, over what the deployment has.',
    links: "Your own pages, over the deployment's.",
    customer: 'What you know of the customer: the form begins with it.',
  },
);
describe(
  appearanceSchema,
  'Appearance',
  'How the page looks. What is left out is as the deployment has it. Unknown fields are refused.',
  {
    name: `In the header and in page titles. ${NO_CARD}`,
    logo: 'The name of a picture of the deployment.',
    accent: {
      description:
        'Of buttons and links on light ground; on dark ground it is lightened. Refused as `not_allowed` where text in it or on it has a contrast below 4.5:1.',
      pattern: '^#[0-9A-Fa-f]{6}$',
    },
    radius: 'Of corners, in pixels.',
    font: `One of ${FONTS.map((font) => `\`${font}\``).join(', ')}, or the name of a font of the deployment.`,
    scheme: "`auto`: as the customer's system has it.",
  },
);
const LINK = 'An https URL.';
describe(linksSchema, 'Links', 'Your own pages. Unknown fields are refused.', {
  terms: uri(`Terms and conditions, to which the customer agrees by paying. ${LINK}`),
  withdrawal: uri(`Of the right to withdraw from the contract. ${LINK}`),
  refundPolicy: uri(`To which the customer agrees by paying. ${LINK}`),
  privacy: uri(LINK),
  imprint: uri(`Who is responsible for the shop. ${LINK}`),
  support: uri(`${LINK} Or \`mailto:\` and an e-mail address.`),
});
describe(knownCustomerSchema, 'KnownCustomer', 'The customer may change all of it.', {
  name: `First and last name, as on the card. ${NO_CARD}`,
  billingCountry: 'Decides the tax.',
  postalCode: `${POSTAL_CODE} ${NO_CARD}`,
  businessName: `With it or with \`taxId\` the form begins as a business purchase. ${NO_CARD}`,
  taxId: `VAT or tax number. ${NO_CARD}`,
});
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
    customerEmail: email(`Identifies the customer at Inflow, and so the saved card. ${EMAIL} ${NO_CARD}`),
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
    pricingMode: PRICING_MODE,
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

const ENDPOINT_ID = 'Which endpoint.';
const ENDPOINT_URL = 'https, or http on a loopback address. An address of a private network is refused.';
const ENDPOINT_TYPES = 'Only events of these types; null: all.';
describe(createEndpointSchema, 'CreateEndpoint', 'Where events are sent.', {
  url: ENDPOINT_URL,
  types: ENDPOINT_TYPES,
});
describe(listEndpointsSchema, 'ListEndpoints', 'Nothing.', {});
describe(endpointRefSchema, 'EndpointRef', 'One endpoint.', { endpointId: ENDPOINT_ID });
describe(updateEndpointSchema, 'UpdateEndpoint', 'What changes; what is left out stays.', {
  endpointId: ENDPOINT_ID,
  url: ENDPOINT_URL,
  types: ENDPOINT_TYPES,
  state: '`paused`: nothing is sent there. `active`: what was missed is sent, and then what comes.',
});
describe(rotateSecretSchema, 'RotateSecret', 'Whose secret is replaced.', {
  endpointId: ENDPOINT_ID,
  overlapHours: 'How long the earlier secret signs too, in hours.',
});
describe(listDeliveriesSchema, 'ListDeliveries', 'Which deliveries.', {
  endpointId: ENDPOINT_ID,
  state: 'Only those that wait, or only those that were delivered.',
  limit: LIMIT,
  cursor: CURSOR,
});
describe(replaySchema, 'Replay', 'Either one event, or those behind a cursor.', {
  endpointId: ENDPOINT_ID,
  eventId: 'The one event.',
  after: 'A cursor of `events.list`: those behind it.',
  upTo: 'A cursor: none behind it.',
});

describe(checkSchema, 'Check', 'Nothing.', {});
describe(repairSchema, 'Repair', 'Nothing: what `doctor.check` calls repairable is repaired.', {});
const DAY: FieldText = { description: 'Of UTC, as `2026-11-27`; included.' };
describe(reportSpanSchema, 'ReportSpan', 'Of which days, and of which currency. At most 400 days.', {
  from: DAY,
  to: DAY,
  currency: 'Only of this one.',
});
