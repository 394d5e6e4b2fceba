import { createdSessionSchema } from './checkout.ts';
import { declineSchema } from './decline.ts';
import { CURRENCY, createReference, dateTime, type Fields, PAYMENT_ID, uri } from './described.ts';
import { examinationSchema, findingSchema, levelSchema, repairedSchema } from './doctor.ts';
import {
  createdEndpointSchema,
  deletedEndpointSchema,
  deliveryPageSchema,
  deliverySchema,
  endpointSchema,
  endpointsSchema,
  replayedSchema,
  tryingSchema,
} from './endpoint.ts';
import { eventDataSchema, eventPageSchema, eventSchema, eventTypeSchema } from './event.ts';
import { outcomeSchema } from './outcome.ts';
import { auditEntrySchema, paymentSchema, servicePaymentSchema } from './payment.ts';
import {
  countedSchema,
  declinesByBrandSchema,
  declinesByCountrySchema,
  declinesByReasonSchema,
  declinesReportSchema,
  funnelSchema,
  summaryDaySchema,
  summarySchema,
  threeDsReportSchema,
  timeToPaySchema,
} from './report.ts';
import { closedPaymentSchema, paymentPageSchema, sessionPageSchema, taxRateSchema } from './service.ts';
import { serviceSessionSchema, sessionStatusSchema } from './session.ts';

const { entries, describe, describeWith } = createReference();
export const describedResults = entries;

const NEXT_CURSOR = 'The `cursor` of the next page; null on the last one.';

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

describe(paymentSchema.shape.business.def.innerType, 'PayingBusiness', 'The business that bought.', {
  name: 'As typed.',
  taxId: 'Its VAT or tax number, as typed.',
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
  card: 'Of the card that was typed; null for a saved card, and where it is not known.',
  business: 'Of a business purchase; null for any other, and where it is not known.',
  reverseCharge:
    'Whether it is a business purchase in the EU on which Inflow charged no tax, because the buyer accounts for it.',
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
describeWith(servicePaymentSchema.shape.metadatas.def.valueType, {
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

describeWith(sessionStatusSchema, {
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

describe(closedPaymentSchema, 'ClosedPayment', 'How the attempt stands now.', {
  closed: 'True: by this call. False: it had ended already.',
  state: 'How it ended.',
  paymentId: "Inflow's id of its payment; null where none is known.",
  sessionId: 'Its session; null where there is none.',
});
describe(taxRateSchema, 'TaxRate', "Inflow's tax rate of a country.", {
  country: 'As asked.',
  taxRateInPercentage: '20 means 20 %.',
});

describeWith(eventTypeSchema, {
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
  endpoint: 'Of `endpoint.paused`: which one.',
});
describe(eventDataSchema.shape.endpoint.def.innerType, 'EventEndpoint', 'The endpoint that was paused.', {
  endpointId: 'Which one.',
  url: 'Where it is.',
  reason: 'Why it was paused.',
});
describe(
  eventSchema,
  'Event',
  'What has happened. The same event has the same `id` in every list and delivery.',
  {
    id: 'To tell repeated ones.',
    type: 'What has happened.',
    version: 'Of the form of `data`.',
    createdAt: dateTime('When it happened.'),
    sessionId: 'Of which session; null where there is none. A token without `pay` gets the reference.',
    sequence: 'Counts from 1 within a session, without gaps; null where there is no session.',
    data: 'What it is about.',
  },
);
describe(eventPageSchema, 'EventPage', 'Events in their one order, without gaps.', {
  events: 'At most `limit`; fewer at the end.',
  cursor: 'Behind the last of them: the next `after`, also where there were none.',
});

const ENDPOINT = 'Which endpoint.';
describe(createdEndpointSchema, 'CreatedEndpoint', 'The endpoint and its secret.', {
  endpointId: ENDPOINT,
  secret: '`whsec_` and base64. Shown this once: keep it where the receiver can read it.',
});
describe(deletedEndpointSchema, 'DeletedEndpoint', 'What is gone.', { endpointId: ENDPOINT });
describe(endpointSchema, 'Endpoint', 'Where events are sent, and how that goes.', {
  endpointId: ENDPOINT,
  url: 'Where.',
  types: 'Only events of these types; null: all.',
  state: '`paused`: nothing is sent until `endpoints.update` resumes it.',
  pausedBecause: 'Why it is paused; null while it is not.',
  failingSince: dateTime('Since when it has taken no event; null while it does.'),
  configured: 'Whether it is the one of `EVENTS_URL`, which is changed there alone.',
  waiting: 'How many events wait to be sent there.',
  createdBy: 'Who made it.',
  createdAt: dateTime('When it was made.'),
});
describe(endpointsSchema, 'Endpoints', 'All endpoints.', { endpoints: 'The oldest first.' });
describe(tryingSchema, 'Trying', 'One try to send an event.', {
  at: dateTime('When.'),
  status: 'The HTTP status; null where there was no answer.',
  duration: 'Milliseconds.',
  answer: 'The first kB of the answer, or why there was none.',
});
describe(deliverySchema, 'Delivery', 'One event to one endpoint.', {
  eventId: 'Which event.',
  type: 'What it says.',
  sessionId: 'Of which session; null where there is none.',
  state: '`waiting`: it has not been taken yet.',
  tries: 'How often it was tried.',
  dueAt: dateTime('When it is tried next; null once it is delivered.'),
  attempts: 'The last ten tries, the newest last.',
});
describe(deliveryPageSchema, 'DeliveryPage', 'Deliveries, the newest events first.', {
  deliveries: 'At most `limit`.',
  nextCursor: 'For the next page; null on the last one.',
});
describe(replayedSchema, 'Replayed', 'What will be sent again.', { events: 'How many events.' });

describeWith(levelSchema, {
  id: 'Level',
  description:
    '`good`: nothing to do. `warning`: it works, and should be looked at. `bad`: something does not work, or is not safe.',
});
describe(findingSchema, 'Finding', 'One thing that was examined.', {
  area: 'Of what: such as `database`. An open list.',
  level: 'How it is.',
  says: 'For people; it may be reworded.',
  todo: 'What to do; null where there is nothing.',
  repairable: 'Whether `doctor.repair` does it.',
});
describe(examinationSchema, 'Examination', 'How one node and what stands around it are.', {
  level: 'Of the worst finding.',
  testMode: 'Whether payments are only simulated.',
  inflowUrl: uri('Where Inflow is, or its stand-in.'),
  at: dateTime('When, by the clock of the node that has answered.'),
  findings: 'By area.',
});
describe(repairedSchema, 'Repaired', 'What was done.', {
  done: 'One sentence each; empty where nothing was to be done.',
  secret: 'Of the registration at Inflow, where it is not ours yet: for `INFLOW_WEBHOOK_SECRET`. Else null.',
});
describe(countedSchema, 'Counted', 'How many, and their total.', {
  count: 'Payments.',
  amountInCents: 'With tax.',
});
describe(summaryDaySchema, 'SummaryDay', 'What a day has brought, in one currency.', {
  day: 'Of UTC, as `2026-11-27`: on which the payment was made.',
  currency: 'ISO 4217.',
  paid: 'Authorised, also if it was refunded or has failed since.',
  refunded: 'Of those, refunded in full since.',
  reversed: 'Of those, failed after they were authorised.',
  net: 'What is left.',
});
describe(timeToPaySchema, 'TimeToPay', 'From opening the page to being paid, in seconds.', {
  median: 'Half were faster; null without any.',
  p90: 'Nine in ten were faster; null without any.',
});
describe(summarySchema, 'Summary', 'What was paid, by day and currency.', {
  days: 'The earliest first; days without a payment are left out.',
  timeToPay: 'Of sessions that were paid.',
});
describe(declinesByReasonSchema, 'DeclinesByReason', 'A reason, and how often.', {
  declineCode: 'Open: new codes appear without notice.',
  count: 'Payments.',
});
const COUNTED = { count: 'Payments that were begun.', declined: 'Of those, declined.' };
describe(declinesByBrandSchema, 'DeclinesByBrand', 'A brand of card.', {
  cardBrand: 'Null where it is not known, as of a saved card.',
  ...COUNTED,
});
describe(declinesByCountrySchema, 'DeclinesByCountry', 'A country.', {
  country: 'ISO 3166-1 alpha-2, of the tax; null where Inflow has not said it.',
  ...COUNTED,
});
describe(threeDsReportSchema, 'ThreeDsReport', 'How 3DS challenges went.', {
  challenged: 'Payments for which the issuer asked for one.',
  passed: 'Of those, paid.',
});
describe(declinesReportSchema, 'DeclinesReport', 'What was declined, and why.', {
  attempts: 'Payments that were begun in the span.',
  declined: 'Of those, declined.',
  byReason: 'The most frequent first.',
  byBrand: 'The most frequent first.',
  byCountry: 'The most frequent first.',
  threeDs: 'Of challenges.',
});
describe(
  funnelSchema,
  'Funnel',
  'How many sessions came how far. Counted without cookies and personal data.',
  {
    created: 'Sessions that were made in the span.',
    opened: 'Whose page was opened.',
    typed: 'For which a price was asked, as the page does once a country or postal code is typed.',
    submitted: 'In which a card was submitted.',
    challenged: 'In which the issuer asked for a 3DS challenge.',
    paid: 'That were paid.',
  },
);
