import { sql } from 'drizzle-orm';
import { AppError } from '../app-error.ts';
import type { Actor } from '../db/audit.ts';
import type { Queryable } from '../db/database.ts';
import { sessionIdOf } from '../db/session-reference.ts';
import { prepared } from '../db/statements.ts';

const value = sql.placeholder;

const ofSession = prepared<{ isOwned: boolean }, { id: string; owner: string }>(
  'is_session_owned',
  sql`select exists (select from sessions where id = ${value('id')} and created_by = ${value('owner')}) as "isOwned"`,
);
const ofPayment = prepared<{ isOwned: boolean }, { id: string; owner: string }>(
  'is_payment_owned',
  sql`
    select exists (
      select from attempts left join sessions on sessions.id = attempts.session_id
      where attempts.payment_id = ${value('id')}
        and (attempts.owner = ${value('owner')} or sessions.created_by = ${value('owner')})
    ) as "isOwned"`,
);

/**
 * For a token that sees what its own name has made alone: what an input names has to be of that.
 * @throws AppError `NOT_FOUND`, as for what does not exist.
 */
export async function assertOwned(db: Queryable, input: unknown, owner: Actor): Promise<void> {
  if (typeof input !== 'object' || input === null) return;
  if ('sessionId' in input && typeof input.sessionId === 'string') {
    const id = await sessionIdOf(db, input.sessionId);
    if (id === null || (await ofSession(db, { id, owner }))[0]?.isOwned !== true)
      throw new AppError('NOT_FOUND');
  }
  if ('paymentId' in input && typeof input.paymentId === 'string') {
    const [row] = await ofPayment(db, { id: input.paymentId, owner });
    if (row?.isOwned !== true) throw new AppError('NOT_FOUND');
  }
}
