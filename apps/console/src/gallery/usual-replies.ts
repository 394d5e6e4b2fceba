import type { PaymentRow } from '@checkout/schemas/console-search';
import type { Replies } from './fixture-client.ts';
import * as fixtures from './fixtures.ts';

export const pageOf = (payments: PaymentRow[], nextCursor: string | null = null) => ({
  answer: { payments, understood: [], nextCursor, searchedTo: null },
});

/** What most states answer; each state changes some of it. */
export const usual: Replies = {
  overview: { answer: fixtures.busy },
  'reports.summary': { answer: fixtures.summary },
  'reports.declines': { answer: fixtures.declines },
  'reports.funnel': { answer: fixtures.funnel },
  'search.payments': pageOf(fixtures.rows, 'c2'),
  'search.sessions': {
    answer: { sessions: fixtures.sessionRows, understood: [], nextCursor: null, searchedTo: null },
  },
  'payment.get': { answer: fixtures.detail },
  'refund.waiting': {
    answer: {
      requests: [
        fixtures.request,
        { ...fixtures.request, requestId: 'rr_2', isOwn: true, amountInCents: 31_000 },
      ],
    },
  },
  'refund.request': { answer: { outcome: 'sent', requestId: null } },
  'webhooks.list': {
    answer: {
      webhooks: [
        {
          webhookId: 'msg_2Lh9DZ',
          at: '2026-11-26T03:00:00Z',
          tries: 12,
          lastError: 'PROVIDER_UNAVAILABLE',
          events: [{ eventType: 'payment_status_updated', paymentId: fixtures.PAYMENT_ID }],
        },
      ],
    },
  },
  'endpoints.list': { answer: { endpoints: fixtures.endpoints } },
  'endpoints.deliveries': {
    answer: {
      deliveries: [
        {
          eventId: `evt_${'0'.repeat(32)}`,
          type: 'session.completed',
          sessionId: fixtures.REFERENCE,
          state: 'waiting',
          tries: 3,
          dueAt: '2026-11-27T10:20:00Z',
          attempts: [
            { at: '2026-11-27T09:42:11Z', status: 500, duration: 120, answer: 'no such order table' },
          ],
        },
        {
          eventId: `evt_${'1'.repeat(32)}`,
          type: 'payment.settled',
          sessionId: null,
          state: 'delivered',
          tries: 1,
          dueAt: null,
          attempts: [{ at: '2026-11-27T09:00:00Z', status: 204, duration: 41, answer: '' }],
        },
      ],
      nextCursor: '17',
    },
  },
  'events.list': { answer: { events: fixtures.events, nextCursor: '40' } },
  'session.createLink': {
    answer: {
      url: `https://pay.shop.example/checkout/cs_${'gallery0'.repeat(4)}`,
      reference: fixtures.REFERENCE,
      expiresAt: '2026-12-04T10:00:00Z',
    },
  },
  settings: { answer: fixtures.settings },
  'page.get': { answer: fixtures.page },
  'doctor.check': { answer: fixtures.examination },
  'doctor.repair': {
    answer: {
      done: ['Registered https://pay.shop.example/webhooks/inflow at Inflow.'],
      secret: `whsec_${'gallery0'.repeat(4)}`,
    },
  },
  'tokens.list': { answer: fixtures.tokens },
  'people.list': { answer: fixtures.people },
  'people.audit': {
    answer: {
      entries: [
        {
          id: '2',
          at: '2026-11-27T09:50:00Z',
          actor: 'operator:op_ben',
          actorName: 'Ben Okafor',
          action: 'refund.requested',
          address: '203.0.113.9',
          reason: 'The parcel was lost on the way',
          paymentId: fixtures.PAYMENT_ID,
          reference: null,
          from: null,
          to: 'waiting',
        },
        {
          id: '1',
          at: '2026-11-27T09:49:00Z',
          actor: 'operator:op_ben',
          actorName: 'Ben Okafor',
          action: 'customer.viewed',
          address: '2001:db8::7',
          reason: null,
          paymentId: null,
          reference: fixtures.REFERENCE,
          from: null,
          to: null,
        },
      ],
      nextCursor: '0',
    },
  },
  'strayRefunds.get': {
    answer: {
      mode: 'refund',
      releasedAt: null,
      releasedBy: null,
      releasedByName: null,
      recognisedAt: '2026-11-27T06:00:00Z',
      comparedAt: null,
      isBehind: true,
    },
  },
};
