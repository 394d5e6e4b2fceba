import type { Acknowledge } from '@checkout/schemas/service';
import type { ServiceSession } from '@checkout/schemas/session';
import { eq, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { wasPaid } from '../attempts/states.ts';
import { recordDecision } from '../db/audit.ts';
import { inTransaction } from '../db/database.ts';
import { sessions } from '../db/schema.ts';
import { sessionIdOf } from '../db/session-reference.ts';
import { changeSession, lockSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { getSession } from './sessions.ts';

/**
 * `sessions.acknowledge`: the merchant's own order exists, under this reference. Repeated with the same reference it changes nothing.
 * @throws AppError `NOT_FOUND`; `SESSION_NOT_PAID`; `CONFLICT` for a session that was acknowledged under another reference.
 */
export async function acknowledge(
  deps: Deps,
  { sessionId: named, reference }: Acknowledge,
  service: string,
): Promise<ServiceSession> {
  const sessionId = found(await sessionIdOf(deps.db, named));
  await inTransaction(deps.db, async (tx) => {
    const session = found(await lockSession(tx, sessionId));
    if (!wasPaid(session.status)) throw new AppError('SESSION_NOT_PAID');
    if (session.acknowledgedReference === reference) return;
    if (session.acknowledgedReference !== null) throw new AppError('CONFLICT');
    const acknowledged = { acknowledgedAt: sql`now()`, acknowledgedReference: reference };
    await tx.update(sessions).set(acknowledged).where(eq(sessions.id, sessionId));
    await changeSession(tx, sessionId);
    await recordDecision(tx, { actor: `service:${service}`, action: 'session.acknowledged', sessionId });
  });
  return getSession(deps, sessionId);
}
