import type { Overview } from '@checkout/schemas/console-overview';
import { sql } from 'drizzle-orm';
import { UNRESOLVED_STATES } from '../attempts/states.ts';
import { listOf } from '../attempts/store.ts';
import { isUnacknowledged } from '../db/sessions.ts';
import { readCardTestingStats } from '../fraud/card-testing-alert.ts';
import { summarise } from '../service/reports.ts';
import type { ConsoleDeps } from './signed-in.ts';

/** More waiting events than this are counted as so many. */
const MOST_COUNTED = 10_000;

type Counted = Omit<Overview, 'unresolved' | 'waitingEvents' | 'cardTesting' | 'today' | 'yesterday'> & {
  readonly unresolved: number;
  readonly oldestUnresolved: number;
  readonly waitingEvents: number;
  readonly oldestEvent: number;
};

const unresolved = sql`from attempts where state in ${listOf(UNRESOLVED_STATES)}`;
/** The charge stands: neither paid back nor failed. */
const standing = sql`status not in
  ('REFUND_PENDING', 'FULLY_REFUNDED', 'PAYMENT_FAILED', 'CHECKOUT_CANCELED', 'CANCELED', 'EXPIRED')`;

/** `console.overview`: what needs a person now, as the metrics count it, and what was paid today. Each count is along a small index. */
export async function loadOverview(deps: ConsoleDeps): Promise<Overview> {
  const { rows } = await deps.db.execute<Counted>(sql`
    select
      (select count(*)::int ${unresolved}) as unresolved,
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::int ${unresolved}) as "oldestUnresolved",
      (select count(*)::int from payments where orphan and dismissed_at is null and ${standing}) as stray,
      (select count(*)::int from sessions where ${isUnacknowledged} and unacknowledged_at is not null) as unacknowledged,
      (select count(*)::int from refunds where state = 'failed') as "refundsFailed",
      (select count(*)::int from refund_requests where state = 'waiting') as approvals,
      (select count(*)::int from webhook_deliveries where state = 'dead') as "deadWebhooks",
      (select count(*)::int from endpoints where state = 'paused') as "pausedEndpoints",
      (select count(*)::int from (
        select from event_deliveries where state = 'waiting' limit ${MOST_COUNTED}::int) as waiting) as "waitingEvents",
      (select coalesce(extract(epoch from now() - min(first.created_at)), 0)::int from endpoints, lateral (
        select created_at from event_deliveries
        where endpoint_id = endpoints.id and state = 'waiting' order by position limit 1) as first) as "oldestEvent",
      (select extract(epoch from now() - coalesce(compared_at, recognised_at))::int from installation) as "comparisonAgeSeconds"`);
  const [counted] = rows;
  if (counted === undefined) throw new Error('The overview counted nothing');
  const { oldestUnresolved, oldestEvent, ...rest } = counted;
  const [today, yesterday] = [dayOf(deps, 0), dayOf(deps, 1)];
  const { days } = await summarise(deps, { from: yesterday, to: today, owner: null });
  const net = (of: string) =>
    days
      .filter(({ day }) => day === of)
      .map(({ currency, net: { count, amountInCents } }) => ({ currency, count, amountInCents }));
  return {
    ...rest,
    unresolved: { count: rest.unresolved, oldestSeconds: oldestUnresolved },
    waitingEvents: { count: rest.waitingEvents, oldestSeconds: oldestEvent },
    cardTesting: (await readCardTestingStats(deps.db)).alert,
    today: net(today),
    yesterday: net(yesterday),
  };
}

/** UTC. Of what is shown: nothing is decided by it, so this node's clock will do. */
function dayOf({ now }: ConsoleDeps, ago: number): string {
  return new Date(now().getTime() - ago * 86_400_000).toISOString().slice(0, 10);
}
