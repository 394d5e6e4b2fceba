import type { AuditPage, ListAudit } from '@checkout/schemas/console-operator';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { audit, operators } from '../db/schema.ts';
import { referenceOf } from '../db/session-reference.ts';
import type { Deps } from '../deps.ts';

/** `console.people.audit`: what people at the console have looked at and done, newest first, by keyset. */
export async function listAudit({ db }: Deps, input: ListAudit): Promise<AuditPage> {
  const { operatorId, action, limit, cursor } = input;
  const rows = await db
    .select({ entry: audit, actorName: operators.name })
    .from(audit)
    .leftJoin(operators, eq(sql`'operator:' || ${operators.id}`, audit.actor))
    .where(
      and(
        // As in the indexes `audit_operators` and `audit_operator`.
        sql`${audit.actor} like 'operator:%'`,
        operatorId === undefined ? undefined : eq(audit.actor, `operator:${operatorId}`),
        action === undefined ? undefined : eq(audit.action, action),
        cursor == null ? undefined : lt(audit.id, Number(cursor)),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    entries: page.map(({ entry, actorName }) => ({
      id: String(entry.id),
      at: entry.at.toISOString(),
      actor: entry.actor,
      actorName,
      action: entry.action,
      address: entry.address,
      reason: entry.reason,
      paymentId: entry.paymentId,
      reference: entry.sessionId === null ? null : referenceOf(entry.sessionId),
      from: entry.from,
      to: entry.to,
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)?.entry.id) : null,
  };
}
