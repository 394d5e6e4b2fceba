import type { CreatedSession } from '@checkout/schemas/checkout';
import type { Examination, Repaired } from '@checkout/schemas/doctor';
import type { Endpoint, Trying } from '@checkout/schemas/endpoint';
import type { CheckoutEvent, EventPage } from '@checkout/schemas/event';
import type { Payment, ServicePayment } from '@checkout/schemas/payment';
import type { DeclinesReport, Funnel, Summary } from '@checkout/schemas/report';
import type { ClosedPayment, PaymentPage, SessionPage } from '@checkout/schemas/service';
import type { ServiceSession } from '@checkout/schemas/session';

/** An input that the procedure accepts, and a result of it. One purchase goes through all of them. */
export type Example = { readonly input: object; readonly output?: object };

const sessionId = 'cs_Oqkgix2cDalN95rPPuJ_--7Ov6kppK4z';
const reference = 'ref_9c50e1ff1347452d2733b0abd5e55908';
const paymentId = 'pay_62xwGnQ2UenmentngDDxnA';
const url = `https://pay.shop.example/checkout/${sessionId}`;
const customerEmail = 'ada@example.com';
const products = [{ name: 'Handbook', price: 3250, quantity: 1 }];
const actor = 'service:shop';

const shown: Payment = {
  id: paymentId,
  status: 'CHECKOUT_SUCCESS',
  currency: 'EUR',
  amountInCents: 3250,
  amountTaxesIncluded: 3900,
  taxRateInPercentage: 20,
  taxCountry: 'FR',
  customerEmail,
  card: { brand: 'visa', last4: '4242' },
  business: null,
  reverseCharge: false,
  products,
  createdAt: '2026-11-27T15:19:27.581Z',
  updatedAt: '2026-11-27T15:19:27.627Z',
};

const session: ServiceSession = {
  sessionId,
  status: 'complete',
  currency: 'EUR',
  items: products,
  subtotal: 3250,
  customerEmail,
  savedCard: null,
  successUrl: 'https://shop.example/thanks',
  cancelUrl: null,
  expiresAt: '2026-11-27T15:49:27.462Z',
  outcome: { status: 'succeeded', payment: shown },
  version: 6,
  reference,
  url,
  createdAt: '2026-11-27T15:19:27.462Z',
  createdBy: actor,
  allowSavedCard: false,
  metadatas: { orderId: 'order_1' },
  paymentId,
  acknowledgement: null,
  guaranteed: false,
  history: [
    { at: '2026-11-27T15:19:27.462Z', actor, action: 'session.created', from: null, to: 'open' },
    {
      at: '2026-11-27T15:19:27.639Z',
      actor: 'shopper',
      action: 'payment.charged',
      from: 'confirming',
      to: 'succeeded',
    },
  ],
};
const { history: _history, ...sessionRow } = session;

const payment: ServicePayment = {
  ...shown,
  customerId: 'cust_9d6e1d27ad85922b4557',
  depositStatus: 'succeeded',
  threeDsSessionUrl: null,
  decline: null,
  metadatas: { orderId: 'order_1', checkoutInstallation: 'inst_C-VBi18uSWiH6Vl0' },
  sessionId,
  refund: null,
  timeline: [
    { status: 'INITIATION', timestamp: '2026-11-27T15:19:27.581Z' },
    { status: 'CHECKOUT_SUCCESS', timestamp: '2026-11-27T15:19:27.627Z' },
  ],
  history: session.history.slice(1),
};
const { history: _trail, ...paymentRow } = payment;
const unconfirmed: ServicePayment = {
  ...payment,
  status: 'CHECKOUT_PENDING',
  depositStatus: 'requires_confirmation',
  sessionId: null,
  timeline: payment.timeline.slice(0, 1),
};

const event: CheckoutEvent = {
  id: 'evt_30fb11a187d34d22bd8c09e9e3b81179',
  type: 'session.completed',
  version: 1,
  createdAt: '2026-11-27T15:19:27.639Z',
  sessionId,
  sequence: 2,
  data: {
    session: {
      sessionId,
      reference,
      status: 'complete',
      currency: 'EUR',
      subtotal: 3250,
      customerEmail,
      metadatas: { orderId: 'order_1' },
      createdBy: actor,
      paymentId,
    },
    payment: {
      id: paymentId,
      status: 'CHECKOUT_SUCCESS',
      currency: 'EUR',
      amountInCents: 3250,
      amountTaxesIncluded: 3900,
      taxRateInPercentage: 20,
      taxCountry: 'FR',
      customerEmail,
      cardBrand: 'visa',
      cardLast4: '4242',
      declineCode: null,
    },
    refund: null,
  },
};

const examination: Examination = {
  level: 'bad',
  testMode: false,
  inflowUrl: 'https://api.inflowpay.xyz',
  at: '2026-11-27T15:20:00.000Z',
  findings: [
    {
      area: 'keys',
      level: 'good',
      says: 'Inflow accepts INFLOW_API_KEY.',
      todo: null,
      repairable: false,
    },
    {
      area: 'webhooks',
      level: 'bad',
      says: 'Inflow has disabled https://pay.shop.example/webhooks/inflow: too many failures.',
      todo: 'Remove the cause; doctor.repair enables it again.',
      repairable: true,
    },
  ],
};

const endpointId = 'ep_q1w2e3r4t5y6u7i8';
const endpoint: Endpoint = {
  endpointId,
  url: 'https://shop.example/events',
  types: ['session.completed'],
  state: 'active',
  pausedBecause: null,
  failingSince: null,
  configured: false,
  waiting: 0,
  createdBy: actor,
  createdAt: '2026-11-27T15:19:27.639Z',
};
const trying: Trying = {
  at: '2026-11-27T15:19:28.001Z',
  status: 503,
  duration: 41,
  answer: 'Later, please.',
};

export const EXAMPLES: Readonly<Record<string, Example>> = {
  'doctor.check': { input: {}, output: examination },
  'doctor.repair': {
    input: {},
    output: {
      done: [
        'Enabled https://pay.shop.example/webhooks/inflow at Inflow.',
        'It gets payment_created, payment_status_updated.',
      ],
      secret: null,
    } satisfies Repaired,
  },
  'endpoints.create': {
    input: { url: 'https://shop.example/events', types: ['session.completed'] },
    output: { endpointId, secret: 'whsec_<base64>' },
  },
  'endpoints.delete': { input: { endpointId }, output: { endpointId } },
  'endpoints.deliveries': {
    input: { endpointId, state: 'waiting', limit: 20 },
    output: {
      deliveries: [
        {
          eventId: event.id,
          type: event.type,
          sessionId: event.sessionId,
          state: 'waiting',
          tries: 1,
          dueAt: event.createdAt,
          attempts: [trying],
        },
      ],
      nextCursor: null,
    },
  },
  'endpoints.list': { input: {}, output: { endpoints: [endpoint] } },
  'endpoints.replay': { input: { endpointId, after: '1', upTo: '200' }, output: { events: 199 } },
  'endpoints.rotateSecret': {
    input: { endpointId, overlapHours: 24 },
    output: { endpointId, secret: 'whsec_<base64>' },
  },
  'endpoints.test': { input: { endpointId }, output: { ...trying, status: 204, answer: '' } },
  'endpoints.update': { input: { endpointId, state: 'active' }, output: endpoint },
  'events.list': {
    input: { after: '1', types: ['session.completed', 'session.reversed'], limit: 100 },
    output: { events: [event], cursor: '2' } satisfies EventPage,
  },
  'events.watch': { input: { after: '1' }, output: event },
  'payments.close': {
    input: { idempotencyKey: 'order_1' },
    output: { closed: true, state: 'declined', paymentId, sessionId: null } satisfies ClosedPayment,
  },
  'payments.confirm': { input: { paymentId }, output: payment },
  'payments.create': {
    input: {
      idempotencyKey: 'order_1',
      products,
      currency: 'EUR',
      customerEmail,
      billingCountry: 'FR',
      purchasingAsBusiness: false,
      autoConfirm: true,
      metadatas: { orderId: 'order_1' },
      card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
    },
    output: { ...payment, sessionId: null },
  },
  'payments.get': { input: { paymentId }, output: payment },
  'payments.list': {
    input: { sessionId: reference, limit: 20 },
    output: { payments: [paymentRow], nextCursor: null } satisfies PaymentPage,
  },
  'payments.refund': {
    input: { paymentId, reason: 'returned' },
    output: { ...payment, status: 'REFUND_PENDING', refund: 'pending' },
  },
  'payments.update': { input: { paymentId, products }, output: unconfirmed },
  'reports.declines': {
    input: { from: '2026-11-01', to: '2026-11-30' },
    output: {
      attempts: 120,
      declined: 9,
      byReason: [{ declineCode: 'insufficient_funds', count: 9 }],
      byBrand: [{ cardBrand: 'visa', count: 120, declined: 9 }],
      byCountry: [{ country: 'FR', count: 120, declined: 9 }],
      threeDs: { challenged: 20, passed: 18 },
    } satisfies DeclinesReport,
  },
  'reports.funnel': {
    input: { from: '2026-11-01', to: '2026-11-30' },
    output: {
      created: 200,
      opened: 180,
      typed: 150,
      submitted: 120,
      challenged: 20,
      paid: 111,
    } satisfies Funnel,
  },
  'reports.summary': {
    input: { from: '2026-11-27', to: '2026-11-27', currency: 'EUR' },
    output: {
      days: [
        {
          day: '2026-11-27',
          currency: 'EUR',
          paid: { count: 3, amountInCents: 11_700 },
          refunded: { count: 1, amountInCents: 3_900 },
          reversed: { count: 0, amountInCents: 0 },
          net: { count: 2, amountInCents: 7_800 },
        },
      ],
      timeToPay: { median: 48.2, p90: 131 },
    } satisfies Summary,
  },
  'sessions.acknowledge': {
    input: { sessionId, reference: 'A-1001' },
    output: { ...session, acknowledgement: { reference: 'A-1001', at: '2026-11-27T15:20:00.000Z' } },
  },
  'sessions.create': {
    input: {
      idempotencyKey: 'order_1',
      products,
      currency: 'EUR',
      customerEmail,
      metadatas: { orderId: 'order_1' },
      successUrl: 'https://shop.example/thanks',
    },
    output: { sessionId, url, reference } satisfies CreatedSession,
  },
  'sessions.expire': {
    input: { sessionId },
    output: {
      ...session,
      status: 'expired',
      outcome: null,
      paymentId: null,
      version: 2,
      history: [
        ...session.history.slice(0, 1),
        { at: '2026-11-27T15:20:00.000Z', actor, action: 'session.expired', from: 'open', to: 'expired' },
      ],
    } satisfies ServiceSession,
  },
  'sessions.get': { input: { sessionId: reference }, output: session },
  'sessions.list': {
    input: { status: 'complete', unacknowledged: true, limit: 20 },
    output: { sessions: [sessionRow], nextCursor: null } satisfies SessionPage,
  },
  'tax.rate': { input: { country: 'FR' }, output: { country: 'FR', taxRateInPercentage: 20 } },
};
