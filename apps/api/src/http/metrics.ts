import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Database } from '../db/database.ts';
import { takePicture } from '../fraud/card-testing-alert.ts';
import type { Caller } from '../trpc/caller.ts';

const rowSchema = z.object({
  unresolved: z.coerce.number(),
  oldest: z.coerce.number(),
  orphans: z.coerce.number(),
  dead: z.coerce.number(),
});

type MetricsOptions = {
  readonly db: Database;
  readonly authenticate: (authorization: string | undefined) => Caller;
  readonly ofProcess: () => readonly string[];
};

/**
 * `GET /metrics`, for service tokens, in Prometheus' text format: what somebody should be woken for. Counted in the
 * database, so every node answers the same, but for what only this process has seen.
 */
export function addMetrics(app: FastifyInstance, { db, authenticate, ofProcess }: MetricsOptions): void {
  app.get('/metrics', async (request, reply) => {
    if (authenticate(request.headers.authorization).kind !== 'service') return reply.code(401).send();
    const { rows } = await db.execute(sql`
      select
        (select count(*) from attempts where state in
          ('creating', 'create_unknown', 'created', 'confirming', 'confirm_unknown')) as unresolved,
        (select coalesce(extract(epoch from now() - min(created_at)), 0) from attempts where state in
          ('creating', 'create_unknown', 'created', 'confirming', 'confirm_unknown')) as oldest,
        (select count(*) from payments where orphan) as orphans,
        (select count(*) from webhook_deliveries where state = 'dead') as dead`);
    const counted = rowSchema.parse(rows[0]);
    const picture = await takePicture(db);
    return reply
      .type('text/plain; version=0.0.4')
      .send(
        [
          '# HELP checkout_unresolved_attempts Attempts whose outcome is not known yet.',
          '# TYPE checkout_unresolved_attempts gauge',
          `checkout_unresolved_attempts ${counted.unresolved}`,
          '# HELP checkout_oldest_unresolved_seconds Age of the oldest of them.',
          '# TYPE checkout_oldest_unresolved_seconds gauge',
          `checkout_oldest_unresolved_seconds ${counted.oldest}`,
          '# HELP checkout_orphan_charges Charges that are not the recorded payment of their session.',
          '# TYPE checkout_orphan_charges gauge',
          `checkout_orphan_charges ${counted.orphans}`,
          '# HELP checkout_dead_deliveries Webhook deliveries that nobody processes any more.',
          '# TYPE checkout_dead_deliveries gauge',
          `checkout_dead_deliveries ${counted.dead}`,
          '# HELP checkout_card_testing Whether somebody tests cards here: 1 or 0. Wake somebody.',
          '# TYPE checkout_card_testing gauge',
          `checkout_card_testing ${picture.alert ? 1 : 0}`,
          '# HELP checkout_failing_cards Different cards that failed in unpaid sessions of the last hour, of its newest 2000 attempts.',
          '# TYPE checkout_failing_cards gauge',
          `checkout_failing_cards ${picture.failingCards}`,
          ...ofProcess(),
          '',
        ].join('\n'),
      );
  });
}
