import type { SessionView } from '@checkout/schemas/session';
import { found } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { findSessionView } from './session-view.ts';

/** Node's timers overflow after 24 days; an hour also bounds their drift. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * `checkout.watch`: yields the session now (unless the connection saw this version already) and after each change; ends when
 * it is paid or has expired. `follows`: not when it is paid, because that may still fail or be refunded.
 */
export async function* watchSession(
  deps: Deps,
  { sessionId, afterVersion, follows }: { sessionId: string; afterVersion: number | null; follows: boolean },
  signal: AbortSignal | undefined,
): AsyncGenerator<SessionView, void, void> {
  const ended = AbortSignal.any(signal === undefined ? [deps.stopping] : [deps.stopping, signal]);
  using watcher = deps.changes.watch(sessionId);
  let seen: { version: number; status: string | null } = { version: afterVersion ?? 0, status: null };
  while (!ended.aborted) {
    const view = found(await findSessionView(deps, sessionId));
    watcher.saw(view.version);
    const expired = seen.status !== null && seen.status !== view.status;
    if (view.version > seen.version || expired) yield view;
    seen = { version: view.version, status: view.status };
    if (['reversed', 'expired'].includes(view.status) || (view.status === 'complete' && !follows)) return;
    await watcher.next(untilExpiry(view, deps.now()), ended);
  }
}

/** The expiry of an open session is not announced. A session with a payment in progress ends by its outcome. */
function untilExpiry({ status, expiresAt }: SessionView, now: Date): number {
  if (status !== 'open') return Number.POSITIVE_INFINITY;
  return Math.min(Math.max(Date.parse(expiresAt) - now.getTime(), 1), LONGEST_WAIT_MS);
}
