import type { ConsoleEvent } from '@checkout/schemas/console-events';
import type { Me, People, Role } from '@checkout/schemas/console-operator';
import { mayDo, PERMISSIONS, type Permission } from '@checkout/schemas/console-operator';
import type { Overview } from '@checkout/schemas/console-overview';
import type { ConsolePage } from '@checkout/schemas/console-page';
import type { PaymentDetail, RefundRequest, TimelineEntry } from '@checkout/schemas/console-payment';
import type { PaymentRow, SessionRow } from '@checkout/schemas/console-search';
import type { ConsoleSettings, Tokens } from '@checkout/schemas/console-settings';
import type { Examination } from '@checkout/schemas/doctor';
import type { Endpoint } from '@checkout/schemas/endpoint';
import type { DeclinesReport, Funnel, Summary } from '@checkout/schemas/report';
import { spanOf } from '../overview/span.ts';

/** The day on which every picture is taken. */
export const NOW = new Date('2026-11-27T10:00:00Z');
export const PAYMENT_ID = 'pay_7Qk2mVnX4d';
export const REFERENCE = `ref_${'4f'.repeat(16)}`;

export function meOf(role: Role): Me {
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((each) => mayDo(role, each));
  return {
    operator: { operatorId: 'op_ada', name: 'Ada Lindqvist', email: 'ada@shop.example', role },
    permissions,
    refundLimits: [{ currency: 'EUR', amountInCents: 20_000 }],
    signedInAt: '2026-11-27T08:00:00Z',
    endsAt: '2026-11-27T20:00:00Z',
    idleMinutes: 30,
    testMode: true,
    publicUrl: 'https://pay.shop.example',
  };
}

export const quiet: Overview = {
  unresolved: { count: 0, oldestSeconds: 0 },
  stray: 0,
  unacknowledged: 0,
  refundsFailed: 0,
  approvals: 0,
  deadWebhooks: 0,
  pausedEndpoints: 0,
  waitingEvents: { count: 0, oldestSeconds: 0 },
  cardTesting: false,
  comparisonAgeSeconds: 1_260,
  today: [
    { currency: 'EUR', count: 34, amountInCents: 284_915 },
    { currency: 'USD', count: 5, amountInCents: 41_250 },
  ],
  yesterday: [
    { currency: 'EUR', count: 61, amountInCents: 512_400 },
    { currency: 'USD', count: 9, amountInCents: 73_500 },
  ],
};

export const busy: Overview = {
  ...quiet,
  unresolved: { count: 2, oldestSeconds: 5_400 },
  stray: 1,
  unacknowledged: 7,
  refundsFailed: 1,
  approvals: 3,
  deadWebhooks: 4,
  pausedEndpoints: 1,
  waitingEvents: { count: 128, oldestSeconds: 93_600 },
  cardTesting: true,
};

export const summary: Summary = {
  days: spanOf(30, NOW).days.map((day, index) => {
    const count = 38 + ((index * 17) % 29) - (index % 7 > 4 ? 20 : 0);
    const paid = count * 8_150 + ((index * 7_919) % 9_000);
    const refunded = index % 4 === 0 ? 16_300 : 0;
    const reversed = index % 11 === 3 ? 8_150 : 0;
    const back = (refunded === 0 ? 0 : 2) + (reversed === 0 ? 0 : 1);
    return {
      day,
      currency: 'EUR',
      paid: { count, amountInCents: paid },
      refunded: { count: refunded === 0 ? 0 : 2, amountInCents: refunded },
      reversed: { count: reversed === 0 ? 0 : 1, amountInCents: reversed },
      net: { count: count - back, amountInCents: paid - refunded - reversed },
    };
  }),
  timeToPay: { median: 74, p90: 212 },
};

export const declines: DeclinesReport = {
  attempts: 1_731,
  declined: 143,
  byReason: [
    { declineCode: 'insufficient_funds', count: 61 },
    { declineCode: 'card_declined', count: 44 },
    { declineCode: 'expired_card', count: 21 },
    { declineCode: 'velocity_check_7', count: 17 },
  ],
  byBrand: [
    { cardBrand: 'visa', count: 980, declined: 71 },
    { cardBrand: 'mastercard', count: 640, declined: 60 },
    { cardBrand: null, count: 111, declined: 12 },
  ],
  byCountry: [
    { country: 'DE', count: 900, declined: 60 },
    { country: 'FR', count: 610, declined: 58 },
    { country: 'US', count: 221, declined: 25 },
  ],
  threeDs: { challenged: 402, passed: 371 },
};

export const funnel: Funnel = {
  created: 2_410,
  opened: 2_204,
  typed: 1_930,
  submitted: 1_731,
  challenged: 402,
  paid: 1_588,
};

const row: PaymentRow = {
  paymentId: PAYMENT_ID,
  createdAt: '2026-11-27T09:41:12Z',
  status: 'PAYMENT_SUCCESS',
  currency: 'EUR',
  amountInCents: 7_399,
  amountTaxesIncluded: 8_879,
  customerEmail: 'g•••@example.com',
  country: 'FR',
  cardBrand: 'visa',
  cardLast4: '4242',
  declineCode: null,
  reference: REFERENCE,
  stray: false,
  refund: null,
  awaitsApproval: false,
};

export const rows: PaymentRow[] = [
  row,
  {
    ...row,
    paymentId: 'pay_2',
    createdAt: '2026-11-27T09:38:40Z',
    status: 'CHECKOUT_SUCCESS',
    amountTaxesIncluded: 129_900,
  },
  {
    ...row,
    paymentId: 'pay_3',
    createdAt: '2026-11-27T09:21:05Z',
    status: 'PAYMENT_FAILED',
    cardLast4: '9995',
    declineCode: 'insufficient_funds',
  },
  {
    ...row,
    paymentId: 'pay_4',
    createdAt: '2026-11-27T08:59:00Z',
    status: 'REFUND_PENDING',
    refund: 'pending',
  },
  {
    ...row,
    paymentId: 'pay_5',
    createdAt: '2026-11-27T08:12:31Z',
    status: 'FULLY_REFUNDED',
    refund: 'refunded',
  },
  {
    ...row,
    paymentId: 'pay_6',
    createdAt: '2026-11-26T22:10:02Z',
    currency: 'USD',
    amountTaxesIncluded: 4_900,
    country: 'US',
    cardBrand: 'amex',
    cardLast4: '0005',
    stray: true,
    reference: null,
    customerEmail: null,
  },
  {
    ...row,
    paymentId: 'pay_7',
    createdAt: '2026-11-26T20:45:44Z',
    awaitsApproval: true,
    amountTaxesIncluded: 54_000,
  },
  {
    ...row,
    paymentId: 'pay_8',
    createdAt: '2026-11-26T19:02:18Z',
    status: 'SOMETHING_NEW',
    cardBrand: 'mastercard',
    cardLast4: '4444',
  },
];

const sessionRow: SessionRow = {
  reference: REFERENCE,
  createdAt: '2026-11-27T09:40:01Z',
  expiresAt: '2026-11-27T10:10:01Z',
  status: 'processing',
  currency: 'EUR',
  subtotal: 7_399,
  customerEmail: 'g•••@example.com',
  createdBy: 'service:shop',
  paymentId: null,
  completedAt: null,
  acknowledgedReference: null,
  attempts: 1,
};
export const sessionRows: SessionRow[] = [
  sessionRow,
  {
    ...sessionRow,
    reference: `ref_${'5a'.repeat(16)}`,
    status: 'complete',
    acknowledgedReference: 'order-10422',
  },
];

const entry: TimelineEntry = {
  key: '1',
  at: '2026-11-27T09:41:12Z',
  source: 'checkout',
  kind: 'decision',
  code: 'session.created',
  actor: 'service:shop',
  actorName: null,
  from: null,
  to: null,
  reason: null,
  attemptId: null,
  paymentId: null,
  eventId: null,
  endpointId: null,
  webhookId: null,
  httpStatus: null,
  answer: null,
};

const timeline: TimelineEntry[] = [
  entry,
  {
    ...entry,
    key: '2',
    at: '2026-11-27T09:41:40Z',
    code: 'payment.declined',
    actor: 'shopper',
    from: 'created',
    to: 'declined',
  },
  {
    ...entry,
    key: '3',
    at: '2026-11-27T09:42:10Z',
    code: 'payment.charged',
    actor: 'shopper',
    from: 'confirming',
    to: 'succeeded',
  },
  {
    ...entry,
    key: '4',
    at: '2026-11-27T09:42:10Z',
    source: 'inflow',
    kind: 'provider',
    code: 'CHECKOUT_SUCCESS',
    actor: null,
  },
  {
    ...entry,
    key: '5',
    at: '2026-11-27T09:42:11Z',
    source: 'inflow',
    kind: 'webhook',
    code: 'payment_status_updated',
    actor: null,
    webhookId: 'msg_1',
    answer: 'processed',
  },
  {
    ...entry,
    key: '6',
    at: '2026-11-27T09:42:11Z',
    source: 'shop',
    kind: 'delivery',
    code: 'session.completed',
    actor: null,
    eventId: `evt_${'0'.repeat(32)}`,
    endpointId: 'ep_1',
    httpStatus: 500,
    answer: 'Internal Server Error: no such order table',
  },
  {
    ...entry,
    key: '7',
    at: '2026-11-27T09:50:00Z',
    source: 'operator',
    code: 'refund.requested',
    actor: 'operator:op_ben',
    actorName: 'Ben Okafor',
    reason: 'The parcel was lost on the way',
  },
];

const attempt: PaymentDetail['attempts'][number] = {
  attemptId: 'at_1',
  createdAt: '2026-11-27T09:41:38Z',
  state: 'declined',
  stateAt: '2026-11-27T09:41:40Z',
  amountInCents: 8_879,
  currency: 'EUR',
  cardBrand: 'visa',
  cardLast4: '9995',
  savesCard: false,
  paymentId: 'pay_first',
  decline: { code: 'insufficient_funds', retryable: true },
  errorReason: null,
  threeDs: 'none',
  confirmsSent: 0,
  adopted: false,
  consent: null,
  closable: false,
};

export const request: RefundRequest = {
  requestId: 'rr_1',
  paymentId: PAYMENT_ID,
  state: 'waiting',
  amountInCents: 54_000,
  currency: 'EUR',
  customerEmail: 'g•••@example.com',
  reason: 'The parcel was lost on the way',
  requestedAt: '2026-11-27T09:50:00Z',
  requestedBy: 'operator:op_ben',
  requestedByName: 'Ben Okafor',
  isOwn: false,
  decidedAt: null,
  decidedByName: null,
  decisionReason: null,
};

export const payment: NonNullable<PaymentDetail['payment']> = {
  paymentId: PAYMENT_ID,
  createdAt: '2026-11-27T09:41:58Z',
  status: 'PAYMENT_RECEIVED',
  depositStatus: 'succeeded',
  declineCode: null,
  readAt: '2026-11-27T09:59:30Z',
  currency: 'EUR',
  amountInCents: 7_399,
  amountTaxesIncluded: 8_879,
  taxRateInPercentage: 20,
  taxCountry: 'FR',
  products: [],
  metadatas: {},
  stray: false,
};

export const detail: PaymentDetail = {
  standing: 'guaranteed',
  payment,
  session: {
    reference: REFERENCE,
    status: 'complete',
    createdAt: '2026-11-27T09:41:12Z',
    createdBy: 'service:shop',
    expiresAt: '2026-11-27T10:11:12Z',
    currency: 'EUR',
    subtotal: 7_399,
    items: [
      { name: 'Desk lamp', price: 4_999, quantity: 1 },
      { name: 'Notebook, dotted', price: 1_200, quantity: 2 },
    ],
    metadatas: { orderId: '10422', channel: 'web' },
    acknowledgement: { reference: 'order-10422', at: '2026-11-27T09:42:12Z' },
  },
  customer: { email: 'grace@example.com', customerId: 'cus_8dk2', masked: false, erased: false },
  attempts: [
    attempt,
    {
      ...attempt,
      attemptId: 'at_2',
      createdAt: '2026-11-27T09:41:58Z',
      state: 'succeeded',
      cardLast4: '4242',
      paymentId: PAYMENT_ID,
      decline: null,
      threeDs: 'done',
      savesCard: true,
    },
  ],
  refund: null,
  refundRequests: [],
  timeline,
  actions: ['refund', 'replayEvents', 'unblock'],
  refundNeedsApproval: false,
};

export const page = {
  file: { appearance: { name: 'Lamp & Light' }, links: { terms: 'https://shop.example/terms' } },
  saved: {
    settings: {
      appearance: { accent: '#4338b8', radius: 4, font: 'humanist' },
      links: { privacy: 'https://shop.example/privacy', support: 'mailto:help@shop.example' },
      seller: { name: 'Lamp & Light GmbH', address: ['Hauptstraße 1', '10115 Berlin'] },
      consent: 'line',
    },
    logo: null,
    version: 3,
    updatedAt: '2026-11-26T09:00:00Z',
    updatedByName: 'Ada Byron',
  },
  effective: {
    name: 'Lamp & Light',
    logo: null,
    accent: '#4338b8',
    radius: 4,
    font: { name: 'humanist', path: null },
    scheme: 'auto',
    links: {
      terms: 'https://shop.example/terms',
      withdrawal: null,
      refundPolicy: null,
      privacy: 'https://shop.example/privacy',
      imprint: null,
      support: 'mailto:help@shop.example',
    },
    seller: { name: 'Lamp & Light GmbH', address: ['Hauptstraße 1', '10115 Berlin'], vatId: null },
    consent: 'line',
  },
  pictures: ['mark'],
  fonts: ['system', 'humanist', 'serif'],
} satisfies ConsolePage;

export const examination: Examination = {
  level: 'bad',
  testMode: true,
  inflowUrl: 'https://api.inflow.example',
  at: '2026-11-27T10:00:00Z',
  findings: [
    { area: 'environment', level: 'good', says: 'The settings are complete.', todo: null, repairable: false },
    { area: 'database', level: 'good', says: 'PostgreSQL 18.', todo: null, repairable: false },
    {
      area: 'database',
      level: 'warning',
      says: 'The api works as the owner of the tables.',
      todo: 'Give it a role of its own, and set MIGRATION_DATABASE_URL (docs/security/database-role.md).',
      repairable: false,
    },
    {
      area: 'webhooks',
      level: 'bad',
      says: 'No webhook of this checkout is registered at Inflow.',
      todo: 'Repair it: outcomes are otherwise only found by reading.',
      repairable: true,
    },
  ],
};

export const events: ConsoleEvent[] = [
  {
    eventId: `evt_${'0'.repeat(32)}`,
    type: 'session.completed',
    createdAt: '2026-11-27T09:42:10Z',
    reference: REFERENCE,
    sequence: 2,
    paymentId: PAYMENT_ID,
    deliveries: [
      {
        endpointId: 'ep_2',
        url: 'https://books.shop.example/checkout',
        state: 'waiting',
        tries: 3,
        dueAt: '2026-11-27T10:20:00Z',
        last: { at: '2026-11-27T09:42:11Z', status: 500, duration: 120, answer: 'no such order table' },
      },
      {
        endpointId: 'ep_1',
        url: 'https://shop.example/webhooks/checkout',
        state: 'delivered',
        tries: 1,
        dueAt: null,
        last: { at: '2026-11-27T09:42:11Z', status: 204, duration: 41, answer: '' },
      },
    ],
  },
  {
    eventId: `evt_${'1'.repeat(32)}`,
    type: 'session.expired',
    createdAt: '2026-11-27T09:30:00Z',
    reference: REFERENCE,
    sequence: 1,
    paymentId: null,
    deliveries: [],
  },
];

export const endpoints: Endpoint[] = [
  {
    endpointId: 'ep_1',
    url: 'https://shop.example/hooks/checkout',
    types: null,
    state: 'active',
    pausedBecause: null,
    failingSince: null,
    configured: true,
    waiting: 0,
    createdBy: 'configuration',
    createdAt: '2026-10-01T08:00:00Z',
  },
  {
    endpointId: 'ep_2',
    url: 'https://books.example/a-long-path-for-the-bookkeeping/checkout-events',
    types: ['payment.settled', 'refund.succeeded'],
    state: 'paused',
    pausedBecause: 'It answered 410.',
    failingSince: '2026-11-26T03:00:00Z',
    configured: false,
    waiting: 128,
    createdBy: 'operator:op_ada',
    createdAt: '2026-10-09T08:00:00Z',
  },
];

export const settings: ConsoleSettings = {
  publicUrl: 'https://pay.shop.example',
  testMode: true,
  store: false,
  confirmation: 'explicit',
  orphanCharges: 'report',
  returnOrigins: ['https://shop.example'],
  unacknowledgedAfterMinutes: 15,
  retention: { unusedSessionsDays: 30, webhooksDays: 30, countedAttemptsHours: 25 },
  refundLimits: [
    { role: 'support', limits: [{ currency: 'EUR', amountInCents: 20_000 }] },
    { role: 'viewer', limits: [] },
  ],
  signIn: 'oidc',
};

export const tokens: Tokens = {
  tokens: [
    {
      tokenId: null,
      name: 'shop',
      scopes: ['read', 'pay'],
      own: false,
      createdAt: null,
      createdByName: null,
      endsAt: null,
      lastUsedAt: '2026-11-27T09:00:00Z',
    },
    {
      tokenId: 'tok_1',
      name: 'bookkeeping',
      scopes: ['read'],
      own: true,
      createdAt: '2026-11-01T09:00:00Z',
      createdByName: 'Ada Lindqvist',
      endsAt: '2027-11-01T09:00:00Z',
      lastUsedAt: null,
    },
  ],
};

export const people: People = {
  people: [
    { ...meOf('admin').operator, blocked: false, lastSignInAt: '2026-11-27T08:00:00Z', sessions: 1 },
    {
      operatorId: 'op_ben',
      name: 'Ben Okafor',
      email: 'ben@shop.example',
      role: 'support',
      blocked: true,
      lastSignInAt: '2026-11-20T08:00:00Z',
      sessions: 0,
    },
  ],
};
