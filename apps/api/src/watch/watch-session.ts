import type { SessionView } from '@checkout/schemas/session';
import { found } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { findSession } from '../session/queries.ts';
import { loadSessionView } from '../session/view.ts';

/** Looked at without a wake-up now and then, so that an expiry is seen and a lost notification costs no more than this. */
const LOOK_AGAIN_MS = 10_000;

/** Yields the session now (unless the connection saw this version already) and after each change; ends when it is final. */
export async function* watchSession(
  deps: Deps,
  { sessionId, afterVersion }: { sessionId: string; afterVersion: number | null },
  signal: AbortSignal | undefined,
): AsyncGenerator<SessionView, void, void> {
  const ended = AbortSignal.any(signal === undefined ? [deps.stopping] : [deps.stopping, signal]);
  using watcher = deps.changes.watch(sessionId);
  let seen: { version: number; status: string | null } = { version: afterVersion ?? 0, status: null };
  while (!ended.aborted) {
    const session = found(await findSession(deps.db, sessionId));
    const view = await loadSessionView(deps.db, session, deps.now());
    const expired = seen.status !== null && seen.status !== view.status;
    if (view.version > seen.version || expired) yield view;
    seen = { version: view.version, status: view.status };
    if (view.status === 'complete' || view.status === 'expired') return;
    await watcher.next(LOOK_AGAIN_MS, ended);
  }
}
