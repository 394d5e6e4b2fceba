import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';

/**
 * Forgets what the velocity limits have counted against the shopper of a session: of the session itself, and of every attempt of the last
 * day with the e-mail addresses that were used in it. Returns how many attempts are not counted any more. Other people behind the
 * same network, and other attempts with the same card, count as before.
 */
export async function forgetAttempts(tx: Queryable, sessionId: string): Promise<number> {
  await tx.execute(sql`update sessions set unblocked_at = now() where id = ${sessionId}`);
  const { rowCount } = await tx.execute(sql`
    with theirs as materialized (
      select email from attempt_origins join attempts on attempts.id = attempt_id where session_id = ${sessionId})
    delete from attempt_origins where email in (select email from theirs)`);
  return rowCount ?? 0;
}
