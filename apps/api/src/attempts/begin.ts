import { randomUUID } from 'node:crypto';
import type { SealedCard } from '@checkout/inflow/sealed-card';
import { sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import type { Queryable } from '../db/database.ts';
import { changeSession, lockSession, type SessionRow } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { admit, originOf, type Watched } from '../fraud/admit.ts';
import {
  beginForServiceAtOnce,
  beginForSessionAtOnce,
  type FirstAttempt,
  type Order,
  type Price,
} from './begin-at-once.ts';
import { isUnresolved } from './states.ts';
import { type Attempt, findActiveAttempt, findAttemptByKey, insertAttempt } from './store.ts';
import { advanceIn } from './transition.ts';

type Intent = {
  /** The caller's idempotency key. */
  readonly key: string;
  readonly fingerprint: string;
  readonly actor: Actor;
  readonly agreedTotal: number | null;
  readonly customerEmail: string;
  readonly card: SealedCard | null;
  readonly savesCard: boolean;
  readonly automatic: boolean;
  readonly confirms: boolean;
};

export type SessionIntent = Intent & {
  readonly sessionId: string;
  /** What the card-testing limits need to know; null where they do not apply. */
  readonly watched: Watched | null;
};

export type ServiceIntent = Intent & Price;

/** `begun`: this call owns the attempt and goes on to create. `known`: the same key came before. */
export type Begun<Beside = object> =
  | ({ readonly kind: 'begun'; readonly attempt: Attempt } & Beside)
  | { readonly kind: 'known'; readonly attempt: Attempt };

/**
 * First step of the two-phase charge: decides whether an attempt may begin, and commits it before anything is sent. It is
 * charged what the session costs.
 * @throws AppError `CONFLICT` for a key that came before with another input; `NOT_FOUND`, `SESSION_COMPLETE`,
 * `SESSION_EXPIRED`, `ATTEMPT_IN_PROGRESS`, `SLOW_DOWN`, `TOO_MANY_ATTEMPTS`.
 */
export async function beginForSession(
  deps: Deps,
  intent: SessionIntent,
): Promise<Begun<{ readonly order: Order }>> {
  const { actor, sessionId, watched } = intent;
  const first = { ...firstAttempt(deps, intent, sessionId), sessionId };
  const held = watched && { watched, origin: originOf(first, watched, deps.fingerprints) };
  // While cards are being tested, the whole tally has to be looked at.
  if (watched?.alert !== true) {
    const begun = await beginForSessionAtOnce(deps.db, first, {
      actor,
      now: deps.now(),
      origin: held?.origin ?? null,
    });
    if (begun !== null) return { kind: 'begun', ...begun };
  }
  return deps.db.transaction(async (tx) => {
    const session = found(await lockSession(tx, sessionId));
    const known = await knownAttempt(tx, sessionId, intent);
    if (known !== null) return { kind: 'known', attempt: known };
    await makeRoom(deps, tx, { session, actor });
    if (held !== null) await admit(tx, first, held);
    const price = { amount: session.subtotal, currency: session.currency };
    const attempt = await insertAttempt(tx, { ...first, ...price });
    await changeSession(tx, sessionId, { status: 'processing' });
    await recordBeginning(tx, attempt, actor);
    return { kind: 'begun', attempt, order: session };
  });
}

/**
 * The same for `payments.create`, where the service says what is charged.
 * @throws AppError `CONFLICT`
 */
export async function beginForService(deps: Deps, intent: ServiceIntent): Promise<Begun> {
  const { actor, amount, currency } = intent;
  const first = { ...firstAttempt(deps, intent, actor), amount, currency };
  const begun = await beginForServiceAtOnce(deps.db, first, actor);
  if (begun !== null) return { kind: 'begun', attempt: begun };
  return deps.db.transaction(async (tx) => {
    // There is no row to lock: the owner's key is locked instead.
    await lockKey(tx, `${actor} ${intent.key}`);
    const known = await knownAttempt(tx, actor, intent);
    if (known !== null) return { kind: 'known', attempt: known };
    const attempt = await insertAttempt(tx, first);
    await recordBeginning(tx, attempt, actor);
    return { kind: 'begun', attempt };
  });
}

async function knownAttempt(tx: Queryable, owner: string, intent: Intent): Promise<Attempt | null> {
  const known = await findAttemptByKey(tx, owner, intent.key);
  if (known !== null && known.fingerprint !== intent.fingerprint) throw new AppError('CONFLICT');
  return known;
}

async function recordBeginning(tx: Queryable, attempt: Attempt, actor: Actor): Promise<void> {
  const { id: attemptId, sessionId, state: to } = attempt;
  await recordDecision(tx, { actor, action: 'payment.creating', sessionId, attemptId, to });
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

async function lockKey(tx: Queryable, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

function firstAttempt(deps: Deps, intent: Intent, owner: string): FirstAttempt {
  const { card } = intent;
  return {
    id: randomUUID(),
    sessionId: null,
    owner,
    key: intent.key,
    fingerprint: intent.fingerprint,
    state: 'creating',
    step: 0,
    automatic: intent.automatic,
    confirms: intent.confirms,
    agreedTotal: intent.agreedTotal,
    customerEmail: intent.customerEmail.toLowerCase(),
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardFingerprint: card === null ? null : deps.fingerprints.card(card),
    savesCard: intent.savesCard,
    dueAt: new Date(deps.now().getTime() + deps.settings.reconcileAfterMs),
  };
}
