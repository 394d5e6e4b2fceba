import type { Role } from '@checkout/schemas/console-operator';
import type { PaymentDetail } from '@checkout/schemas/console-payment';
import type { Language } from '../messages/language.ts';
import type { Replies } from './fixture-client.ts';
import * as fixtures from './fixtures.ts';
import { person } from './simulated-person.ts';
import { pageOf } from './usual-replies.ts';

export type GalleryState = {
  readonly path: string;
  readonly role?: Role;
  readonly language?: Language;
  readonly replies?: Replies;
  /** What a person does to get there. */
  readonly play?: () => Promise<void>;
};

const { detail, rows } = fixtures;
const paymentPath = `/payments/${fixtures.PAYMENT_ID}`;

const withDetail = (change: Partial<PaymentDetail>): Replies => ({
  'payment.get': { answer: { ...detail, ...change } },
});

async function askForRefund() {
  await person.click('Refund');
  await person.type('The customer asked for it');
}

async function refund() {
  await askForRefund();
  await person.submit();
}

const signedOut: Replies = { me: { refuse: 'NOT_SIGNED_IN' } };

/** Every state that a page can be in, each to be looked at on its own. */
export const states: Readonly<Record<string, GalleryState>> = {
  'sign-in': { path: '/sign-in', replies: signedOut },
  'sign-in-no-role': { path: '/sign-in?problem=role', replies: signedOut },
  'server-unreachable': { path: '/', replies: { me: { fail: 'network' } } },
  overview: { path: '/' },
  'overview-quiet': { path: '/', replies: { overview: { answer: fixtures.quiet } } },
  'overview-empty': {
    path: '/?days=7',
    replies: {
      overview: { answer: { ...fixtures.quiet, today: [], yesterday: [] } },
      'reports.summary': { answer: { days: [], timeToPay: { median: null, p90: null } } },
      'reports.declines': {
        answer: {
          ...fixtures.declines,
          attempts: 0,
          declined: 0,
          byReason: [],
          byBrand: [],
          byCountry: [],
        },
      },
      'reports.funnel': {
        answer: { created: 0, opened: 0, typed: 0, submitted: 0, challenged: 0, paid: 0 },
      },
    },
  },
  'overview-loading': {
    path: '/',
    replies: {
      overview: { fail: 'silence' },
      'reports.summary': { fail: 'silence' },
      'reports.declines': { fail: 'silence' },
      'reports.funnel': { fail: 'silence' },
    },
  },
  payments: { path: '/payments' },
  'payments-searched': {
    path: '/payments?query=4242&sort=largest',
    replies: {
      'search.payments': {
        answer: {
          payments: rows.slice(0, 2),
          understood: ['cardLast4', 'amount', 'metadata'],
          nextCursor: 'c2',
          searchedTo: '2026-06-01T00:00:00Z',
        },
      },
    },
  },
  'payments-none': {
    path: '/payments?query=missing%40example.com',
    replies: {
      'search.payments': pageOf([]),
      'search.sessions': { answer: { sessions: [], understood: [], nextCursor: null, searchedTo: null } },
    },
  },
  'payments-first-day': { path: '/payments', replies: { 'search.payments': pageOf([]) } },
  'payments-loading': { path: '/payments', replies: { 'search.payments': { fail: 'silence' } } },
  'payments-refused': {
    path: '/payments?amountFrom=much',
    replies: { 'search.payments': { refuse: 'INVALID_INPUT' } },
  },
  'payments-unreachable': { path: '/payments', replies: { 'search.payments': { fail: 'network' } } },
  payment: { path: paymentPath },
  'payment-viewer': {
    path: paymentPath,
    role: 'viewer',
    replies: withDetail({
      actions: [],
      customer: { ...detail.customer, email: 'g•••@example.com', masked: true },
    }),
  },
  'payment-stray': {
    path: paymentPath,
    replies: withDetail({
      standing: 'stray',
      session: null,
      attempts: [],
      timeline: detail.timeline.slice(3, 5),
      actions: ['refund', 'adoptStray', 'dismissStray'],
      customer: { email: null, customerId: null, masked: false, erased: false },
      payment: { ...fixtures.payment, stray: true },
    }),
  },
  'payment-unknown': {
    path: paymentPath,
    replies: withDetail({
      standing: 'unknown',
      payment: null,
      attempts: detail.attempts
        .slice(0, 1)
        .map((each) => ({ ...each, state: 'confirm_unknown', decline: null, closable: true })),
      actions: ['closeAttempt'],
    }),
  },
  'payment-awaits-approval': {
    path: paymentPath,
    replies: withDetail({
      standing: 'refundAwaitsApproval',
      refundRequests: [fixtures.request],
      actions: ['approveRefund', 'rejectRefund'],
    }),
  },
  'payment-refund-failed': {
    path: paymentPath,
    replies: withDetail({
      standing: 'refundFailed',
      refund: {
        state: 'failed',
        reason: 'The parcel was lost on the way',
        requestedBy: 'operator:op_ben',
        requestedByName: 'Ben Okafor',
        requestedAt: '2026-11-27T09:50:00Z',
      },
    }),
  },
  'payment-missing': { path: paymentPath, replies: { 'payment.get': { refuse: 'NOT_FOUND' } } },
  'payment-loading': { path: paymentPath, replies: { 'payment.get': { fail: 'silence' } } },
  'refund-dialog': { path: paymentPath, play: askForRefund },
  'refund-without-reason': {
    path: paymentPath,
    async play() {
      await person.click('Refund');
      await person.submit();
    },
  },
  'refund-sent': { path: paymentPath, play: refund },
  'refund-unknown': {
    path: paymentPath,
    replies: { 'refund.request': { answer: { outcome: 'unknown', requestId: null } } },
    play: refund,
  },
  'refund-lost': { path: paymentPath, replies: { 'refund.request': { fail: 'network' } }, play: refund },
  'refund-needs-approval': {
    path: paymentPath,
    replies: withDetail({ refundNeedsApproval: true }),
    play: askForRefund,
  },
  approvals: { path: '/approvals' },
  'approvals-none': { path: '/approvals', replies: { 'refund.waiting': { answer: { requests: [] } } } },
  unresolved: { path: '/attention/unresolved' },
  stray: {
    path: '/attention/stray',
    replies: { 'search.payments': pageOf(rows.filter((row) => row.stray)) },
  },
  'dead-deliveries': { path: '/attention/deliveries' },
  'attention-none': {
    path: '/attention/refundFailed',
    replies: { 'search.payments': pageOf([]), overview: { answer: fixtures.quiet } },
  },
  events: { path: '/events?type=session.completed' },
  'events-none': {
    path: '/events',
    replies: { 'events.list': { answer: { events: [], nextCursor: null } } },
  },
  endpoints: { path: '/endpoints' },
  'endpoints-none': { path: '/endpoints', replies: { 'endpoints.list': { answer: { endpoints: [] } } } },
  'endpoint-add': { path: '/endpoints', play: () => person.click('Add endpoint') },
  endpoint: { path: '/endpoints/ep_1' },
  links: { path: '/links' },
  'link-made': { path: '/links', play: () => person.submit() },
  'link-refused': {
    path: '/links',
    replies: { 'session.createLink': { refuse: 'INVALID_INPUT' } },
    play: () => person.submit(),
  },
  exports: { path: '/exports' },
  settings: { path: '/settings/general' },
  'settings-stray-refunds': { path: '/settings/strayRefunds' },
  'settings-page': { path: '/settings/page' },
  'settings-page-viewer': { path: '/settings/page', role: 'viewer' },
  'settings-page-refused': {
    path: '/settings/page',
    replies: {
      'page.get': {
        answer: {
          ...fixtures.page,
          saved: {
            logo: null,
            version: 4,
            updatedAt: '2026-11-27T09:00:00Z',
            updatedByName: null,
            settings: { appearance: { accent: '#8fb5ad', scheme: 'light' } },
          },
        },
      },
      'page.update': { refuse: 'INVALID_INPUT' },
    },
    play: () => person.submit(),
  },
  'settings-doctor': { path: '/settings/doctor' },
  'settings-doctor-repair': {
    path: '/settings/doctor',
    async play() {
      await person.click('Repair the registration');
      await person.type('The old address is gone');
      await person.submit();
    },
  },
  'settings-tokens': { path: '/settings/tokens' },
  'settings-token-dialog': { path: '/settings/tokens', play: () => person.click('Make a token') },
  'settings-people': { path: '/settings/people' },
  'settings-audit': { path: '/settings/audit' },
  missing: { path: '/nothing/here' },
  'german-overview': { path: '/', language: 'de' },
  'german-payment': { path: paymentPath, language: 'de' },
  'german-settings': { path: '/settings/general', language: 'de' },
};
