import type { Deps } from '../deps.ts';
import { EVENTS_KEY } from '../events/signal.ts';
import { createChargeComparison } from './charge-comparison.ts';
import { resolveDueAttempts } from './due-attempts.ts';
import { readDuePayments } from './due-payments.ts';
import { resolveDueRefunds } from './due-refunds.ts';
import { createEventDeliveries } from './event-deliveries.ts';
import { expireSessions } from './expire-sessions.ts';
import { noticeCardTesting, noticeUnacknowledged } from './notices.ts';
import {
  deleteEndedSessions,
  deleteOldAssets,
  deleteOldDeliveries,
  deleteOldEventDeliveries,
  deleteOldOrigins,
  deleteUnusedSessions,
  forgetFingerprints,
} from './retention.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import { processDeliveries } from './webhook-inbox.ts';

/** How soon due work is noticed where this node was not woken for it. */
const LOOK_EVERY_MS = 1_000;
/** After a quiet time an event is sent as soon as it is written. Those that follow are numbered together: a run takes six statements. */
const GATHER_MS = 50;
const HOUR_MS = 3_600_000;

/** Everything that runs by itself on this node. */
export function startJobs(deps: Deps): Schedule {
  const { reconcileAfterMs } = deps.settings;
  const everyMs = Math.min(10_000, Math.max(250, reconcileAfterMs / 3));
  const compareCharges = createChargeComparison(deps);
  const deliveries = createEventDeliveries(deps);
  const schedule = startSchedule(
    [
      { name: 'attempts', everyMs: Math.min(LOOK_EVERY_MS, everyMs), run: () => resolveDueAttempts(deps) },
      { name: 'webhooks', everyMs: 2 * LOOK_EVERY_MS, run: () => processDeliveries(deps) },
      { name: 'events', everyMs: LOOK_EVERY_MS, gatherMs: GATHER_MS, run: () => deliveries.run() },
      { name: 'refunds', everyMs, run: () => resolveDueRefunds(deps) },
      { name: 'payments', everyMs, run: () => readDuePayments(deps) },
      { name: 'charge comparison', everyMs, run: compareCharges },
      { name: 'expire sessions', everyMs, run: () => expireSessions(deps) },
      { name: 'unacknowledged sessions', everyMs, run: () => noticeUnacknowledged(deps) },
      { name: 'card testing', everyMs, run: () => noticeCardTesting(deps) },
      { name: 'forget fingerprints', everyMs, run: () => forgetFingerprints(deps) },
      { name: 'delete old origins', everyMs, run: () => deleteOldOrigins(deps) },
      { name: 'delete old deliveries', everyMs, run: () => deleteOldDeliveries(deps) },
      { name: 'delete old event deliveries', everyMs, run: () => deleteOldEventDeliveries(deps) },
      { name: 'delete old assets', everyMs: HOUR_MS, run: () => deleteOldAssets(deps) },
      { name: 'delete ended sessions', everyMs, run: () => deleteEndedSessions(deps) },
      { name: 'delete unused sessions', everyMs, run: () => deleteUnusedSessions(deps) },
    ],
    deps,
  );
  const ended = new AbortController();
  void wakeAtEvents(deps, schedule, AbortSignal.any([ended.signal, deps.stopping]));
  return {
    ...schedule,
    async stop() {
      ended.abort();
      await schedule.stop();
      await deliveries.stop();
    },
  };
}

/** An event is sent as soon as it is written, by any node. */
async function wakeAtEvents({ changes }: Deps, schedule: Schedule, signal: AbortSignal): Promise<void> {
  using watcher = changes.watch(EVENTS_KEY);
  while (!signal.aborted) {
    await watcher.next(Number.POSITIVE_INFINITY, signal);
    schedule.wake('events');
  }
}
