import { expireUnlessActive, lockOverdueSessions } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';

/** A round's share; rounds come every few seconds. */
const BATCH = 500;

/**
 * Writes down that sessions are over. One with an active attempt waits: the attempt's end decides, and is looked for once
 * the session is locked, since an attempt that was begun before the lock is not in the statement that takes it.
 */
export async function expireSessions(deps: Deps): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const overdue = await lockOverdueSessions(tx, deps.now(), BATCH);
    if (overdue.length > 0) await expireUnlessActive(tx, overdue, 'reconciler');
  });
}
