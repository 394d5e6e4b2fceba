import { randomUUID } from 'node:crypto';
import type { SealedCard } from '@checkout/inflow/sealed-card';
import { type SQL, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { type Actor, insertingAudit } from '../db/audit.ts';
import { announcing } from '../db/change-feed.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { isAllKnown, recogniseDatabase } from '../db/installation.ts';
import { attempts } from '../db/schema.ts';
import { lockSession, type SessionRow } from '../db/sessions.ts';
import { columnNames, fieldsOf, prepared, recordOf } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import type { Fingerprint } from '../fraud/fingerprints.ts';
import { checkVelocity, type Origin, type VelocityCheck } from '../fraud/velocity-check.ts';
import { isUnresolved } from './states.ts';
import { type Attempt, findAttemptByKey, findAttemptsBeside } from './store.ts';
import { transitionIn } from './transition.ts';

type Business = { readonly name: string; readonly taxId: string };

type Buyer = {
  readonly purchasingAsBusiness: boolean;
  readonly businessName?: string | undefined;
  readonly taxId?: string | undefined;
};

/** What is kept of a business that buys. The inputs require both of it. */
export function businessOf({ purchasingAsBusiness, businessName, taxId }: Buyer): Business | null {
  return purchasingAsBusiness && businessName !== undefined && taxId !== undefined
    ? { name: businessName, taxId }
    : null;
}

type Intent = {
  /** The caller's idempotency key. */
  readonly key: string;
  /** Of the whole input. */
  readonly fingerprint: Fingerprint;
  readonly actor: Actor;
  readonly agreedTotal: number | null;
  readonly asksTotal: boolean;
  readonly customerEmail: string;
  readonly card: SealedCard | null;
  readonly savesCard: boolean;
  /** Null unless it is a business purchase. */
  readonly business: Business | null;
  readonly automatic: boolean;
  readonly confirms: boolean;
};

export type SessionIntent = Intent & {
  readonly sessionId: string;
  /** Whether a payment of this amount (cents, before tax) needs a 3DS challenge. */
  readonly requiresChallenge: (amount: number) => boolean;
  /** Null where the velocity limits do not apply. */
  readonly velocity: VelocityCheck | null;
};

export type ServiceIntent = Intent & Price;

type Price = Pick<Attempt, 'amount' | 'currency'>;

/** The columns of a session that its payment needs. */
export type Order = Pick<SessionRow, 'id' | 'currency' | 'items' | 'subtotal' | 'metadatas'>;

/** `begun`: this call owns the attempt and goes on to create. `known`: the same key came before. */
export type Begun<Beside = object> =
  | ({ readonly kind: 'begun'; readonly attempt: Attempt } & Beside)
  | { readonly kind: 'known'; readonly attempt: Attempt };

/**
 * First step of the two-phase charge: decides whether an attempt may begin, and commits it before anything is sent. It is
 * charged what the session costs. Everything is decided under the session's lock.
 * @throws AppError `CONFLICT` for a key that came before with another input; `NOT_FOUND`, `SESSION_COMPLETE`,
 * `SESSION_REVERSED`, `SESSION_EXPIRED`, `ATTEMPT_IN_PROGRESS`, `SLOW_DOWN`, `TOO_MANY_ATTEMPTS`.
 */
export function beginForSession(
  deps: Deps,
  intent: SessionIntent,
): Promise<Begun<{ readonly order: Order }>> {
  const { velocity } = intent;
  const begin = () => whereAllIsKnown(deps, () => beginUnderLock(deps, intent));
  return velocity === null ? begin() : velocity.inTurn(begin);
}

async function beginUnderLock(deps: Deps, intent: SessionIntent): Promise<Begun<{ readonly order: Order }>> {
  const { actor, sessionId, velocity } = intent;
  const superseding = {
    to: 'abandoned',
    actor,
    action: 'payment.superseded',
    changes: { declineCode: 'superseded' },
    dueAfterMs: deps.settings.reconcileAfterMs,
  } as const;
  type Result = Begun<{ readonly order: Order }> & {
    readonly superseded?: readonly [Attempt, Attempt] | null;
  };
  const begun = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const session = found(await lockSession(tx, sessionId));
    const { known, active, hasStray } = await findAttemptsBeside(tx, { sessionId, key: intent.key });
    if (known !== null) return { kind: 'known', attempt: sameInput(known, intent) };
    assertMayBegin(session, active, hasStray);
    let superseded: Result['superseded'] = null;
    if (active !== null) {
      // An unfinished 3DS challenge, or a total not agreed to. A shopper who comes back to it finds an attempt that is never confirmed.
      const moved = await transitionIn(tx, active, superseding);
      superseded = moved === null ? null : [active, moved];
    }
    const requiresChallenge = intent.requiresChallenge(session.subtotal);
    // What needs a challenge must not be confirmed by itself before it is known whether there was one.
    const automatic = intent.automatic && !requiresChallenge;
    const first = firstAttempt(
      deps,
      { ...intent, automatic, requiresChallenge },
      { sessionId, owner: sessionId },
    );
    const origin = velocity === null ? null : await checkVelocity(tx, first, velocity);
    const price = { amount: session.subtotal, currency: session.currency };
    const attempt = await insertAttempt(tx, { ...first, ...price }, { actor, origin, session, deps });
    if (attempt === null) throw new AppError('ATTEMPT_IN_PROGRESS');
    return { kind: 'begun', attempt, order: session, superseded };
  });
  if (begun.superseded) deps.steps.moved(...begun.superseded, superseding);
  if (begun.kind === 'begun') deps.steps.began(begun.attempt, actor);
  return begun;
}

/** Whether a session has room for another attempt. One that waits for the shopper can be superseded; a charge that stands cannot. */
function assertMayBegin(
  session: Pick<SessionRow, 'status'> & { readonly isOverdue: boolean },
  active: Pick<Attempt, 'state'> | null,
  hasStray: boolean,
): void {
  if (session.status === 'complete') throw new AppError('SESSION_COMPLETE');
  if (session.status === 'reversed') throw new AppError('SESSION_REVERSED');
  if (hasStray) throw new AppError('ATTEMPT_IN_PROGRESS');
  if (active !== null && isUnresolved(active.state)) throw new AppError('ATTEMPT_IN_PROGRESS');
  if (session.status === 'expired' || session.isOverdue) throw new AppError('SESSION_EXPIRED');
}

/**
 * The same for `payments.create`, where the service sets what is charged. There is no session to lock: the unique index of
 * owner and key decides between two calls that come together.
 * @throws AppError `CONFLICT`
 */
export async function beginForService(deps: Deps, intent: ServiceIntent): Promise<Begun> {
  const { actor, amount, currency } = intent;
  // A service decides itself whether to confirm what came without a challenge.
  const all = { ...intent, requiresChallenge: false };
  const first = firstAttempt(deps, all, { sessionId: null, owner: actor });
  const attempt = await whereAllIsKnown(deps, () =>
    insertAttempt(deps.db, { ...first, amount, currency }, { actor, origin: null, session: null, deps }),
  );
  if (attempt !== null) {
    deps.steps.began(attempt, actor);
    return { kind: 'begun', attempt };
  }
  const known = found(await findAttemptByKey(deps.db, actor, intent.key));
  return { kind: 'known', attempt: sameInput(known, intent) };
}

/** Of an adopted attempt the input is not known, and of an old one it is forgotten; whom it charged how much is. */
function sameInput(known: Attempt, intent: Intent & Partial<Price>): Attempt {
  const { adopted, customerEmail, amount, currency, cardLast4 } = known;
  const isSame =
    adopted || known.fingerprint === null
      ? customerEmail === intent.customerEmail.toLowerCase() &&
        amount === (intent.amount ?? amount) &&
        currency === (intent.currency ?? currency) &&
        (adopted || cardLast4 === (intent.card?.last4 ?? null))
      : intent.fingerprint.isOf(known.fingerprint);
  if (!isSame) throw new AppError('CONFLICT');
  return known;
}

const FIRST = [
  'id',
  'sessionId',
  'owner',
  'key',
  'fingerprint',
  'state',
  'automatic',
  'confirms',
  'amount',
  'agreedTotal',
  'asksTotal',
  'requiresChallenge',
  'currency',
  'customerEmail',
  'cardBrand',
  'cardLast4',
  'cardFingerprint',
  'savesCard',
  'businessName',
  'taxId',
  'traceParent',
] as const;

/** An attempt as it is first written; the database adds the times. */
type FirstAttempt = Pick<Attempt, (typeof FIRST)[number]>;

function firstAttempt(
  deps: Deps,
  intent: Intent & Pick<Attempt, 'requiresChallenge'>,
  of: { readonly sessionId: string | null; readonly owner: string },
): Omit<FirstAttempt, keyof Price> {
  const { card } = intent;
  return {
    ...of,
    id: randomUUID(),
    key: intent.key,
    fingerprint: intent.fingerprint.text,
    state: 'creating',
    automatic: intent.automatic,
    confirms: intent.confirms,
    agreedTotal: intent.agreedTotal,
    asksTotal: intent.asksTotal,
    requiresChallenge: intent.requiresChallenge,
    customerEmail: intent.customerEmail.toLowerCase(),
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardFingerprint: card === null ? null : deps.fingerprints.card(card),
    savesCard: intent.savesCard,
    businessName: intent.business?.name ?? null,
    taxId: intent.business?.taxId ?? null,
    traceParent: deps.tracing.current(),
  };
}

const value = sql.placeholder;
const given: SQL = recordOf(attempts, FIRST, { json: sql`${value('attempt')}`, as: 'given' });

type Inserted =
  | { readonly isAllKnown: false | null }
  | { readonly isAllKnown: true; readonly createdAt: null }
  | {
      readonly isAllKnown: true;
      readonly createdAt: Date;
      readonly dueAt: Date;
      readonly version: number | null;
    };

/**
 * Writes the attempt with its origin, its session's new status and its audit row; nothing on a conflict with a unique index, and
 * nothing where a payment of the session may be missing here.
 */
const inserting = prepared<Inserted, Record<string, unknown>>(
  'insert_attempt',
  sql`
    with history as materialized (
      select ${isAllKnown(sql`${value('sessionCreatedAt')}::timestamptz`)} as "isAllKnown"
    ),
    begun as (
      insert into attempts (${columnNames(attempts, FIRST)}, due_at)
      select ${fieldsOf('given', FIRST)}, now() + ${value('dueAfterMs')}::int * interval '1 millisecond'
      from ${given}, history where "isAllKnown"
      on conflict do nothing
      returning id, session_id, state, created_at, due_at
    ),
    changed as (
      update sessions set status = 'processing', version = version + 1
      from begun where sessions.id = begun.session_id
      returning sessions.id, sessions.version
    ),
    originated as (
      insert into attempt_origins (attempt_id, client, email, card)
      select id, ${value('client')}::text, ${value('email')}::text, ${value('card')}::text
      from begun where ${value('email')}::text is not null
    ),
    noted as (${insertingAudit(sql`
      select ${value('actor')}::text, 'payment.creating', session_id, id, null, null, state from begun`)})
    select "isAllKnown", created_at as "createdAt", due_at as "dueAt", (select version from changed) as version,
      (select ${announcing(sql`id`)} from changed)
    from history left join begun on true`,
);

/** Thrown within the transaction, which then changes nothing. */
class PaymentsMissing extends Error {}

/** How long to wait before the list of Inflow may have been compared, in seconds. */
const RECOVERY_PAUSE_S = 30;

/** After a restore or a failover, an attempt has to wait until what was paid meanwhile is known (docs/adr/0018). */
async function whereAllIsKnown<Result>(deps: Deps, begin: () => Promise<Result>): Promise<Result> {
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof PaymentsMissing)) throw error;
    // This process may have been running when the database was replaced.
    await recogniseDatabase(deps.db, deps.log);
    throw new AppError('SLOW_DOWN', undefined, RECOVERY_PAUSE_S);
  }
}

type Beginning = {
  readonly actor: Actor;
  readonly origin: Origin | null;
  readonly session: Pick<SessionRow, 'createdAt'> | null;
  readonly deps: Deps;
};

/** Null where another attempt has the key already, or another attempt of the session is active. */
async function insertAttempt(
  db: Queryable,
  first: FirstAttempt,
  { actor, origin, session, deps }: Beginning,
): Promise<Attempt | null> {
  const [inserted] = await inserting(db, {
    attempt: JSON.stringify(first),
    sessionCreatedAt: session?.createdAt ?? null,
    actor,
    client: origin?.client ?? null,
    email: origin?.email ?? null,
    card: first.cardFingerprint,
    dueAfterMs: deps.settings.reconcileAfterMs,
  });
  if (inserted?.isAllKnown !== true) throw new PaymentsMissing();
  if (inserted.createdAt === null) return null;
  const { createdAt, dueAt, version } = inserted;
  return {
    ...first,
    step: 0,
    // Both are the time at which the transaction began.
    stepAt: createdAt,
    createdAt,
    dueAt,
    stepAgeMs: 0,
    paymentId: null,
    redirectUrl: null,
    declineCode: null,
    errorReason: null,
    errorFields: null,
    confirmsSent: 0,
    confirmSentAt: null,
    confirmLost: false,
    confirmAgeMs: null,
    adopted: false,
    erasedAt: null,
    session:
      first.sessionId === null || version === null
        ? null
        : {
            id: first.sessionId,
            status: 'processing',
            version,
            paymentId: null,
            isOverdue: false,
            hasOtherUnresolved: false,
            hasOtherStray: false,
          },
  };
}
