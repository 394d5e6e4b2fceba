import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { prepared } from './statements.ts';

/** In hex digits: half of a SHA-256. The id has 192 random bits, so that its hash gives nothing of it away. */
const DIGITS = 32;

/** What names a session and permits nothing. */
export function referenceOf(sessionId: string): string {
  return `ref_${hash('sha256', sessionId).slice(0, DIGITS)}`;
}

// As in the index `sessions_reference`.
const byReference = prepared<{ id: string }, { digits: string }>(
  'find_session_by_reference',
  sql`select id from sessions where left(encode(sha256(id::bytea), 'hex'), 32) = ${sql.placeholder('digits')}`,
);

/** The id of a session that is named by its id or by its reference; null for a reference without a session. */
export async function sessionIdOf(db: Queryable, named: string): Promise<string | null> {
  if (!named.startsWith('ref_')) return named;
  return (await byReference(db, { digits: named.slice('ref_'.length) }))[0]?.id ?? null;
}
