import type { SIGN_IN_PROBLEMS } from '@checkout/schemas/console-session';
import { and, eq, gt, sql } from 'drizzle-orm';
import { type Database, inTransaction, type Queryable } from '../db/database.ts';
import { signIns } from '../db/schema.ts';
import { type Person, rememberPerson } from './people.ts';
import { hashOf, newSecretToken } from './secret-token.ts';
import { startSession } from './sessions.ts';
import { note } from './signed-in.ts';

export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];
export type SignInResult = { readonly token: string } | { readonly problem: SignInProblem };

export type SignIn = typeof signIns.$inferSelect;

const TEN_MINUTES = sql.raw(`now() + interval '10 minutes'`);

/** Keeps what a sign-in needs later, and returns the token that it is found by, for ten minutes and once. */
export async function keepSignIn(
  db: Queryable,
  row: Pick<SignIn, 'kind'> & Partial<Omit<SignIn, 'hash' | 'endsAt'>>,
): Promise<string> {
  const { token, hash } = newSecretToken();
  await db.insert(signIns).values({ ...row, hash, endsAt: TEN_MINUTES });
  return token;
}

/** In one statement, so that two requests with one token cannot both have it. Null where it is used up, or its time is. */
export async function useSignIn(db: Queryable, kind: SignIn['kind'], token: string): Promise<SignIn | null> {
  const [row] = await db
    .delete(signIns)
    .where(and(eq(signIns.hash, hashOf(token)), eq(signIns.kind, kind), gt(signIns.endsAt, sql`now()`)))
    .returning();
  return row ?? null;
}

/** A person who has proved who they are gets a session. */
export async function admit(db: Database, person: Person, address: string | null): Promise<SignInResult> {
  return inTransaction(db, async (tx) => {
    const operator = await rememberPerson(tx, person);
    if (operator === null) return { problem: 'blocked' };
    await note(tx, { operator, address }, { action: 'operator.signed_in', to: person.role });
    return { token: await startSession(tx, operator.operatorId) };
  });
}
