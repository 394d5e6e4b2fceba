import type { TimelineEntry } from '@checkout/schemas/console-payment';
import type { DetailRows } from './rows.ts';

type Shown = Pick<TimelineEntry, 'key' | 'at' | 'source' | 'kind' | 'code'> & Partial<TimelineEntry>;

const entry = (shown: Shown): TimelineEntry => ({
  actor: null,
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
  ...shown,
});

/** Everything that has happened, oldest first: what we decided, what Inflow says, what it told us, what we told the shop, and what the shop answered. */
export function timelineOf(rows: DetailRows): TimelineEntry[] {
  return [
    ...decisions(rows),
    ...provider(rows),
    ...webhooksIn(rows),
    ...eventsOut(rows),
    ...answers(rows),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function decisions({ history, names }: DetailRows): TimelineEntry[] {
  return history.map((row) =>
    entry({
      key: `audit ${row.id}`,
      at: row.at.toISOString(),
      source: row.actor.startsWith('operator')
        ? 'operator'
        : row.actor.startsWith('service:')
          ? 'shop'
          : 'checkout',
      kind: 'decision',
      code: row.action,
      actor: row.actor,
      actorName: names.get(row.actor.replace(/^operator:/, '')) ?? null,
      from: row.from,
      to: row.to,
      reason: row.reason,
      attemptId: row.attemptId,
      paymentId: row.paymentId,
    }),
  );
}

function provider({ payment }: DetailRows): TimelineEntry[] {
  if (payment === null) return [];
  // An entry without a time that can be read has no place among the others.
  return payment.timeline.flatMap(({ status, timestamp }, index) =>
    Number.isNaN(Date.parse(timestamp))
      ? []
      : [
          entry({
            key: `inflow ${index} ${status}`,
            at: new Date(timestamp).toISOString(),
            source: 'inflow',
            kind: 'provider',
            code: status,
            paymentId: payment.id,
          }),
        ],
  );
}

function webhooksIn({ webhooks, payment }: DetailRows): TimelineEntry[] {
  return webhooks.flatMap((row) =>
    row.events
      .filter(({ paymentId }) => paymentId === (payment?.id ?? null))
      .map(({ eventType, paymentId }, index) =>
        entry({
          key: `webhook ${row.svixId} ${index}`,
          at: row.createdAt.toISOString(),
          source: 'inflow',
          kind: 'webhook',
          code: eventType,
          paymentId,
          to: row.state,
          reason: row.lastError,
          webhookId: row.svixId,
        }),
      ),
  );
}

const eventIdOf = (id: string) => `evt_${id.replaceAll('-', '')}`;

function eventsOut({ events }: DetailRows): TimelineEntry[] {
  return events.map((row) =>
    entry({
      key: `event ${row.id}`,
      at: row.createdAt.toISOString(),
      source: 'checkout',
      kind: 'event',
      code: row.type,
      paymentId: row.paymentId,
      eventId: eventIdOf(row.id),
    }),
  );
}

function answers({ deliveries, events }: DetailRows): TimelineEntry[] {
  const types = new Map(events.map(({ id, type }) => [id, type]));
  return deliveries.flatMap(({ endpointId, eventId, attempts }) =>
    attempts.map(({ at, status, answer }, index) =>
      entry({
        key: `delivery ${endpointId} ${eventId} ${at} ${index}`,
        at,
        source: 'shop',
        kind: 'delivery',
        code: types.get(eventId) ?? 'event',
        eventId: eventIdOf(eventId),
        endpointId,
        httpStatus: status,
        answer,
      }),
    ),
  );
}
