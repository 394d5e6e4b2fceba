import type { AuditEntry } from '@checkout/schemas/payment';
import { asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { audit } from './schema.ts';

/** `operator`: a person at a command of the api's machine; `operator:<id>`: one at the console. */
export type Actor =
  | 'shopper'
  | 'webhook'
  | 'reconciler'
  | 'operator'
  | `operator:${string}`
  | `service:${string}`;

export type Decision = {
  readonly actor: Actor;
  readonly action: string;
  readonly sessionId?: string | null | undefined;
  readonly attemptId?: string | null | undefined;
  readonly paymentId?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly reason?: string | undefined;
  /** Of a person at the console: the IP address that the call came from. */
  readonly address?: string | null | undefined;
};

/** Appends one row; call it in the transaction that makes the decision. */
export async function recordDecision(tx: Queryable, decision: Decision): Promise<void> {
  await tx.insert(audit).values(decision);
}

/** Appends what `rows` selects, as a part of another statement: actor, action, session, attempt, payment, from, to. */
export function insertingAudit(rows: SQL): SQL {
  return sql`
    insert into audit (actor, action, session_id, attempt_id, payment_id, from_state, to_state) ${rows}`;
}

/** For a payment, `attemptId` adds what was decided before its id was known. */
export async function historyOf(
  db: Queryable,
  of: { sessionId: string } | { paymentId: string; attemptId: string | null },
): Promise<AuditEntry[]> {
  const where =
    'sessionId' in of
      ? eq(audit.sessionId, of.sessionId)
      : or(
          eq(audit.paymentId, of.paymentId),
          of.attemptId === null ? undefined : eq(audit.attemptId, of.attemptId),
        );
  const rows = await db.select().from(audit).where(where).orderBy(asc(audit.id)).limit(500);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    from: row.from,
    to: row.to,
  }));
}

/** Of the newest row: each decision of any node changes it. */
export async function lastDecision(db: Queryable): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select coalesce(max(id), 0)::text as id from audit`);
  return rows[0]?.id ?? '0';
}
