import type { ReplayEvents, ReplayWebhooks } from '@checkout/schemas/console-action';
import { sql } from 'drizzle-orm';
import { AppError } from '../app-error.ts';
import { inTransaction } from '../db/database.ts';
import { findDeadDeliveries, replayDeadDeliveries } from '../db/webhook-inbox.ts';
import { replay } from '../service/endpoints.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

/** `console.webhooks.list` */
export async function listDeadWebhooks({ db }: ConsoleDeps) {
  const dead = await findDeadDeliveries(db);
  return {
    webhooks: dead.map(({ svixId, createdAt, tries, lastError, events }) => ({
      webhookId: svixId,
      at: createdAt.toISOString(),
      tries,
      lastError,
      events,
    })),
  };
}

/** `console.webhooks.replay`. @throws AppError `NOT_FOUND` for one that is not dead. */
export async function replayWebhooks(
  deps: ConsoleDeps,
  acting: Acting,
  { webhookId, reason }: ReplayWebhooks,
) {
  return inTransaction(deps.db, async (tx) => {
    const webhooks = await replayDeadDeliveries(tx, webhookId);
    if (webhooks === 0 && webhookId !== undefined) throw new AppError('NOT_FOUND');
    await note(tx, acting, { action: 'webhooks.replayed', to: webhookId ?? null, reason });
    return { webhooks };
  });
}

/** `console.endpoints.replay` */
export async function replayEvents(deps: ConsoleDeps, acting: Acting, input: ReplayEvents) {
  const { reason, since, ...which } = input;
  const after = since === undefined ? which.after : await positionAt(deps, since);
  await note(deps.db, acting, { action: 'endpoint.replay_ordered', to: which.endpointId, reason });
  return replay(deps, { ...which, after }, actorOf(acting));
}

/** Behind the last event before a time. From the newest backwards, over those that are to be sent. */
async function positionAt({ db }: ConsoleDeps, since: string): Promise<string> {
  const { rows } = await db.execute<{ position: string }>(sql`
    select position::text as position from events
    where position is not null and created_at < ${since}::timestamptz order by position desc limit 1`);
  return rows[0]?.position ?? '0';
}
