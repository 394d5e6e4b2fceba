import { sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import * as z from 'zod';
import { isUnresolvedRefund } from '../attempts/refund-store.ts';
import { UNRESOLVED_STATES } from '../attempts/states.ts';
import { listOf } from '../attempts/store.ts';
import type { Database } from '../db/database.ts';
import { isUnacknowledged } from '../db/sessions.ts';
import { readCardTestingStats } from '../fraud/card-testing-alert.ts';
import type { Caller } from '../trpc/context.ts';
import { serviceWith } from '../trpc/procedures.ts';

const rowSchema = z.object({
  unresolved: z.coerce.number(),
  oldest: z.coerce.number(),
  orphans: z.coerce.number(),
  dead: z.coerce.number(),
  compared: z.coerce.number(),
  unacknowledged: z.coerce.number(),
  pausedEndpoints: z.coerce.number(),
  waitingEvents: z.coerce.number(),
  oldestEvent: z.coerce.number(),
  waitingDeliveries: z.coerce.number(),
  oldestDelivery: z.coerce.number(),
  unresolvedRefunds: z.coerce.number(),
  oldestRefund: z.coerce.number(),
});

const unresolved = sql`from attempts where state in ${listOf(UNRESOLVED_STATES)}`;

/** A refund that is under way counts as paid back; should it fail, the charge is counted again. */
const standing = sql`status not in
  ('REFUND_PENDING', 'FULLY_REFUNDED', 'PAYMENT_FAILED', 'CHECKOUT_CANCELED', 'CANCELED', 'EXPIRED')`;

export type MetricsOptions = {
  readonly db: Database;
  readonly callerOf: (request: FastifyRequest) => Caller;
  /** Metrics of this process alone. */
  readonly registry: Registry;
};

/**
 * `GET /metrics`, for service tokens with the scope `metrics`, in Prometheus' text format. Gauges are counted in the database, so that every node
 * answers the same.
 */
export function addMetrics(app: FastifyInstance, { db, callerOf, registry }: MetricsOptions): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const gauges = {
    unresolved: gauge('checkout_unresolved_attempts', 'Attempts whose outcome is not known yet.'),
    oldest: gauge('checkout_oldest_unresolved_seconds', 'Age of the oldest of them.'),
    orphans: gauge(
      'checkout_orphan_charges',
      'Stray charges that are neither paid back nor dismissed: not the recorded payment of their session.',
    ),
    dead: gauge(
      'checkout_dead_deliveries',
      'Webhook deliveries that could not be processed and are not tried again.',
    ),
    compared: gauge(
      'checkout_last_comparison_seconds',
      "Time since Inflow's whole list was last compared with our records, or since this database was first seen.",
    ),
    unacknowledged: gauge(
      'checkout_unacknowledged_sessions',
      'Paid sessions that no sessions.acknowledge has named within UNACKNOWLEDGED_AFTER_MINUTES.',
    ),
    pausedEndpoints: gauge(
      'checkout_paused_endpoints',
      'Endpoints that are sent no events until a person resumes them.',
    ),
    waitingEvents: gauge(
      'checkout_waiting_events',
      'Events that wait to be sent to an endpoint, at most 10000 are counted.',
    ),
    oldestEvent: gauge('checkout_oldest_waiting_event_seconds', 'Age of the oldest of them.'),
    waitingDeliveries: gauge(
      'checkout_waiting_deliveries',
      'Webhook deliveries that wait to be processed, at most 10000 are counted.',
    ),
    oldestDelivery: gauge('checkout_oldest_waiting_delivery_seconds', 'Age of the oldest of them.'),
    unresolvedRefunds: gauge(
      'checkout_unresolved_refunds',
      'Refunds that are requested, unknown or pending.',
    ),
    oldestRefund: gauge(
      'checkout_oldest_unknown_refund_seconds',
      'Age of the oldest refund whose request was not answered.',
    ),
    cardTesting: gauge('checkout_card_testing', '1 while card testing is suspected, else 0.'),
    largestNetwork: gauge(
      'checkout_largest_network_share',
      'Share of the commonest network in the attempts of the last hour, of its newest 2000, from 0 to 1.',
    ),
    failingCards: gauge(
      'checkout_failing_cards',
      'Different cards that failed in unpaid sessions of the last hour, of its newest 2000 attempts.',
    ),
  };

  app.get('/metrics', async (request, reply) => {
    serviceWith('metrics', callerOf(request));
    const { rows } = await db.execute(sql`
      select
        (select count(*) ${unresolved}) as unresolved,
        (select coalesce(extract(epoch from now() - min(created_at)), 0) ${unresolved}) as oldest,
        (select count(*) from payments where orphan and dismissed_at is null and ${standing}) as orphans,
        (select count(*) from webhook_deliveries where state = 'dead') as dead,
        (select count(*) from endpoints where state = 'paused') as "pausedEndpoints",
        (select count(*) from (select from event_deliveries where state = 'waiting' limit 10000) as counted) as "waitingEvents",
        (select coalesce(extract(epoch from now() - min(first.created_at)), 0) from endpoints, lateral (
          select created_at from event_deliveries
          where endpoint_id = endpoints.id and state = 'waiting' order by position limit 1) as first) as "oldestEvent",
        (select count(*) from (select from webhook_deliveries where state = 'pending' limit 10000) as counted) as "waitingDeliveries",
        (select coalesce(extract(epoch from now() - min(created_at)), 0) from (
          select created_at from webhook_deliveries where state = 'pending' order by due_at limit 10000) as counted) as "oldestDelivery",
        (select count(*) from refunds where ${isUnresolvedRefund}) as "unresolvedRefunds",
        (select coalesce(extract(epoch from now() - min(step_at)), 0) from refunds
          where ${isUnresolvedRefund} and state in ('requested', 'unknown')) as "oldestRefund",
        (select count(*) from sessions where ${isUnacknowledged} and unacknowledged_at is not null) as unacknowledged,
        (select extract(epoch from now() - coalesce(compared_at, recognised_at)) from installation) as compared`);
    const counted = rowSchema.parse(rows[0]);
    const stats = await readCardTestingStats(db);
    gauges.unresolved.set(counted.unresolved);
    gauges.oldest.set(counted.oldest);
    gauges.orphans.set(counted.orphans);
    gauges.dead.set(counted.dead);
    gauges.pausedEndpoints.set(counted.pausedEndpoints);
    gauges.waitingEvents.set(counted.waitingEvents);
    gauges.oldestEvent.set(counted.oldestEvent);
    gauges.waitingDeliveries.set(counted.waitingDeliveries);
    gauges.oldestDelivery.set(counted.oldestDelivery);
    gauges.unresolvedRefunds.set(counted.unresolvedRefunds);
    gauges.oldestRefund.set(counted.oldestRefund);
    gauges.unacknowledged.set(counted.unacknowledged);
    gauges.compared.set(counted.compared);
    gauges.cardTesting.set(stats.alert ? 1 : 0);
    gauges.largestNetwork.set(stats.largestNetworkShare);
    gauges.failingCards.set(stats.failingCards);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
