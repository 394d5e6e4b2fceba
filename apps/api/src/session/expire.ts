import { findActiveAttempt } from '../attempt/queries.ts';
import { recordDecision } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { changeSession, findOverdueSessions, lockSession } from './queries.ts';

/** Writes down that sessions are over. One with an active attempt waits: the attempt's end decides. */
export async function expireSessions(deps: Deps): Promise<void> {
  for (const sessionId of await findOverdueSessions(deps.db, deps.now(), 500)) {
    await deps.db.transaction(async (tx) => {
      const session = await lockSession(tx, sessionId);
      const stillOverdue = session?.status === 'open' && session.expiresAt <= deps.now();
      if (!stillOverdue || (await findActiveAttempt(tx, sessionId)) !== null) return;
      await changeSession(tx, sessionId, { status: 'expired' });
      await recordDecision(tx, {
        actor: 'reconciler',
        action: 'session.expired',
        sessionId,
        from: 'open',
        to: 'expired',
      });
    });
  }
}
