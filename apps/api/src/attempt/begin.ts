import { randomUUID } from 'node:crypto';
import type { SealedCard } from '@checkout/inflow/sealed-card';
import { sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../audit/audit.ts';
import type { Queryable } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { admit, type Watched } from '../limits/admit.ts';
import { changeSession, lockSession, type SessionRow } from '../session/queries.ts';
import { beginAtOnce, type FirstAttempt } from './begin-at-once.ts';
import { advanceIn } from './journal.ts';
import { type Attempt, findActiveAttempt, findAttemptByKey, insertAttempt } from './queries.ts';
import { isUnresolved } from './state.ts';

export type Intent = {
  readonly sessionId: string | null;
  /** Whose key it is. */
  readonly owner: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly actor: Actor;
  readonly amount: number;
  readonly agreedTotal: number | null;
  readonly currency: string;
  readonly customerEmail: string;
  readonly card: SealedCard | null;
  readonly savesCard: boolean;
  readonly automatic: boolean;
  readonly confirms: boolean;
  /** What the card-testing limits need to know; null where they do not apply. */
  readonly watched: Watched | null;
};

/** `begun`: this call owns the attempt and goes on to create. `known`: the same key came before. */
export type Begun = { readonly kind: 'begun' | 'known'; readonly attempt: Attempt };

/**
 * First step of the two-phase charge: decides whether an attempt may begin, and commits it before anything is sent.
 * @throws AppError `CONFLICT` for a key that came before with another input; for a session also `NOT_FOUND`,
 * `SESSION_COMPLETE`, `SESSION_EXPIRED`, `ATTEMPT_IN_PROGRESS`, `SLOW_DOWN`, `TOO_MANY_ATTEMPTS`.
 */
export async function begin(deps: Deps, intent: Intent): Promise<Begun> {
  const { actor, sessionId } = intent;
  const first = newAttempt(deps, intent);
  if (intent.watched === null) {
    const begun = await beginAtOnce(deps.db, first, { actor, now: deps.now() });
    if (begun !== null) return { kind: 'begun', attempt: begun };
  }
  return deps.db.transaction(async (tx) => {
    const session = sessionId === null ? null : found(await lockSession(tx, sessionId));
    // Without a session there is no row to lock: the owner's key is locked instead.
    if (session === null) await lockKey(tx, intent);
    const known = await findAttemptByKey(tx, intent.owner, intent.key);
    if (known !== null) {
      if (known.fingerprint !== intent.fingerprint) throw new AppError('CONFLICT');
      return { kind: 'known', attempt: known };
    }
    if (session !== null) await makeRoom(deps, tx, { session, actor });
    if (intent.watched !== null && session !== null) {
      await admit(tx, { ...intent.watched, attempt: first, sessionId: session.id }, deps.fingerprints);
    }
    const attempt = await insertAttempt(tx, first);
    if (session !== null) await changeSession(tx, session.id, { status: 'processing' });
    await recordDecision(tx, {
      actor,
      action: 'payment.creating',
      sessionId,
      attemptId: attempt.id,
      to: attempt.state,
    });
    return { kind: 'begun', attempt };
  });
}

/** Makes sure that no other attempt of the session can charge any more. */
async function makeRoom(
  deps: Deps,
  tx: Queryable,
  { session, actor }: { session: SessionRow; actor: Actor },
): Promise<void> {
  if (session.status === 'complete') throw new AppError('SESSION_COMPLETE');
  const active = await findActiveAttempt(tx, session.id);
  if (active !== null && isUnresolved(active.state)) throw new AppError('ATTEMPT_IN_PROGRESS');
  if (session.status === 'expired' || session.expiresAt <= deps.now()) throw new AppError('SESSION_EXPIRED');
  if (active === null) return;
  // An unfinished 3DS challenge. Whoever returns from it later finds the attempt given up, and nobody confirms it.
  await advanceIn(tx, active, {
    to: 'abandoned',
    actor,
    action: 'payment.superseded',
    changes: { declineCode: 'superseded' },
    dueAfterMs: deps.settings.reconcileAfterMs,
  });
}

async function lockKey(tx: Queryable, intent: Intent): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${intent.owner} ${intent.key}`}, 0))`,
  );
}

function newAttempt(deps: Deps, intent: Intent): FirstAttempt {
  const { card } = intent;
  const now = deps.now();
  return {
    id: randomUUID(),
    sessionId: intent.sessionId,
    owner: intent.owner,
    key: intent.key,
    fingerprint: intent.fingerprint,
    state: 'creating',
    step: 0,
    automatic: intent.automatic,
    confirms: intent.confirms,
    amount: intent.amount,
    agreedTotal: intent.agreedTotal,
    currency: intent.currency,
    customerEmail: intent.customerEmail.toLowerCase(),
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardFingerprint: card === null ? null : deps.fingerprints.card(card),
    savesCard: intent.savesCard,
    dueAt: new Date(now.getTime() + deps.settings.reconcileAfterMs),
  };
}
