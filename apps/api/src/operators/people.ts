import { randomBytes } from 'node:crypto';
import type { Operator, People, Role } from '@checkout/schemas/console-operator';
import { asc, eq, sql } from 'drizzle-orm';
import { found } from '../app-error.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { operators } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { endSessions, IDLE_MINUTES } from './sessions.ts';
import { type Acting, note } from './signed-in.ts';

/** As a login describes a person. */
export type Person = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
};

/** Writes down who signs in, with what the login says of them now. Null for a person who is blocked. */
export async function rememberPerson(tx: Queryable, person: Person): Promise<Operator | null> {
  const { name, email, role } = person;
  const [row] = await tx
    .insert(operators)
    .values({ ...person, id: `op_${randomBytes(12).toString('base64url')}`, lastSignInAt: sql`now()` })
    .onConflictDoUpdate({
      target: [operators.issuer, operators.subject],
      set: { name, email, role, lastSignInAt: sql`now()` },
      setWhere: sql`${operators.blockedAt} is null`,
    })
    .returning();
  return row === undefined ? null : { operatorId: row.id, name: row.name, email: row.email, role: row.role };
}

/** `console.people.list` */
export async function listPeople({ db }: Deps): Promise<People> {
  const sessions = sql<number>`(
    select count(*)::int from operator_sessions
    where operator_id = ${operators.id} and ends_at > now() and seen_at > now() - ${IDLE_MINUTES}::int * interval '1 minute')`;
  const rows = await db
    .select({ row: operators, sessions })
    .from(operators)
    .orderBy(asc(operators.name), asc(operators.id))
    .limit(1_000);
  return {
    people: rows.map(({ row, sessions: count }) => ({
      operatorId: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      blocked: row.blockedAt !== null,
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
      sessions: count,
    })),
  };
}

type About = { readonly operatorId: string; readonly reason: string };

/** `console.people.block` and `.unblock`. A blocked person is signed out everywhere, and no sign-in of theirs is accepted. */
export async function setBlocked(deps: Deps, acting: Acting, of: About & { readonly blocked: boolean }) {
  const { operatorId, reason, blocked } = of;
  await inTransaction(deps.db, async (tx) => {
    const [row] = await tx
      .update(operators)
      .set({ blockedAt: blocked ? sql`coalesce(blocked_at, now())` : null })
      .where(eq(operators.id, operatorId))
      .returning({ id: operators.id });
    found(row ?? null);
    if (blocked) await endSessions(tx, { operatorId });
    await note(tx, acting, {
      action: blocked ? 'operator.blocked' : 'operator.unblocked',
      to: operatorId,
      reason,
    });
  });
}

/** `console.people.signOut` */
export async function signOutPerson(deps: Deps, acting: Acting, { operatorId, reason }: About) {
  await inTransaction(deps.db, async (tx) => {
    const [row] = await tx.select({ id: operators.id }).from(operators).where(eq(operators.id, operatorId));
    found(row ?? null);
    await endSessions(tx, { operatorId });
    await note(tx, acting, { action: 'operator.signed_out_by_admin', to: operatorId, reason });
  });
}
