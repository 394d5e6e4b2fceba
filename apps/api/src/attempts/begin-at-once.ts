import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../db/audit.ts';
import { announcing } from '../db/change-feed.ts';
import type { Database } from '../db/database.ts';
import { columnNames, fieldsOf, prepared, recordOf, selected } from '../db/prepared.ts';
import { attempts, sessions } from '../db/schema.ts';
import type { SessionRow } from '../db/sessions.ts';
import type { Origin } from '../fraud/admit.ts';
import { UNHELD } from '../fraud/velocity.ts';
import type { Attempt } from './store.ts';

const value = sql.placeholder;

const FIRST = [
  'id',
  'sessionId',
  'owner',
  'key',
  'fingerprint',
  'state',
  'step',
  'automatic',
  'confirms',
  'agreedTotal',
  'customerEmail',
  'cardBrand',
  'cardLast4',
  'cardFingerprint',
  'savesCard',
  'dueAt',
] as const;
const PRICE = ['amount', 'currency'] as const;
const ORDER = ['id', 'currency', 'items', 'subtotal', 'metadatas', 'expiresAt'] as const;

/** An attempt as it is first written; the database adds the times. */
export type FirstAttempt = Pick<Attempt, (typeof FIRST)[number]>;
export type Price = Pick<Attempt, (typeof PRICE)[number]>;
/** What a payment of the session needs to know of it. */
export type Order = Pick<SessionRow, (typeof ORDER)[number]>;

type Beginning = { readonly actor: Actor; readonly now: Date };
type OfSession = Order & Pick<Attempt, 'createdAt'>;
type Values = Record<string, unknown>;

/**
 * An attempt that nothing stands in the way of, with its session and audit row, in one statement. The session, which says
 * what it costs, must be open under its lock; a key that came before, or an attempt that is still active, meets a unique
 * index. With `origin`, nothing may be held against the attempt that anybody would have to wait for. Otherwise nothing
 * is written, and the transaction in `begin.ts` finds out why.
 */
const ofSession = prepared<OfSession, Values>('begin_attempt', statement({ weighed: false }));
const ofSessionWeighed = prepared<OfSession, Values>('begin_attempt_weighed', statement({ weighed: true }));

const withoutSession = prepared<Pick<Attempt, 'createdAt'>, Values>(
  'begin_attempt_without_session',
  sql`
    with begun as (
      insert into attempts (${columnNames(attempts, [...FIRST, ...PRICE])})
      select ${fieldsOf('given', [...FIRST, ...PRICE])} from ${given([...FIRST, ...PRICE])}
      on conflict do nothing
      returning id, session_id, state, created_at
    )
    ${noted()}
    select created_at as "createdAt" from begun`,
);

/** Null says only that the attempt was not begun. */
export async function beginForSessionAtOnce(
  db: Database,
  first: FirstAttempt & { readonly sessionId: string },
  { actor, now, origin }: Beginning & { readonly origin: Origin | null },
): Promise<{ readonly attempt: Attempt; readonly order: Order } | null> {
  const { sessionId, cardFingerprint: card } = first;
  const about = { attempt: JSON.stringify(first), sessionId, now, actor };
  const [begun] = await (origin === null
    ? ofSession(db, about)
    : ofSessionWeighed(db, { ...about, ...origin, card }));
  if (begun === undefined) return null;
  const { createdAt, ...order } = begun;
  const price = { amount: order.subtotal, currency: order.currency };
  return { attempt: begunAttempt(first, price, createdAt), order };
}

/** The same for `payments.create`. */
export async function beginForServiceAtOnce(
  db: Database,
  first: FirstAttempt & Price,
  actor: Actor,
): Promise<Attempt | null> {
  const [begun] = await withoutSession(db, { attempt: JSON.stringify(first), actor });
  return begun === undefined ? null : begunAttempt(first, first, begun.createdAt);
}

function begunAttempt(first: FirstAttempt, { amount, currency }: Price, createdAt: Date): Attempt {
  return {
    ...first,
    amount,
    currency,
    paymentId: null,
    redirectUrl: null,
    declineCode: null,
    errorReason: null,
    errorFields: null,
    // Both are the time at which the transaction began.
    stepAt: createdAt,
    createdAt,
  };
}

function statement({ weighed }: { weighed: boolean }): SQL {
  const nothing = sql``;
  // In a function that sees what was committed while it waited for its locks, which this statement does not.
  const tally = sql`
    tally as materialized (
      select tally_attempt(id, ${value('client')}, ${value('email')}, ${value('card')}) as of from session
    ),`;
  const originated = sql`
    , originated as (
      insert into attempt_origins (attempt_id, client, email, card)
      select id, ${value('client')}::text, ${value('email')}::text, ${value('card')}::text from begun
    )`;
  return sql`
    with session as (
      select ${columnNames(sessions, ORDER)} from sessions
      where id = ${value('sessionId')} and status = 'open' and expires_at > ${value('now')}
      for no key update
    ),
    ${weighed ? tally : nothing}
    begun as (
      insert into attempts (${columnNames(attempts, FIRST)}, ${columnNames(attempts, PRICE)})
      select ${fieldsOf('given', FIRST)}, session.subtotal, session.currency
      from session, ${given(FIRST)} ${weighed ? sql`, tally where ${unheld()}` : nothing}
      on conflict do nothing
      returning id, session_id, state, created_at
    ),
    changed as (
      update sessions set status = 'processing', version = version + 1
      from begun where sessions.id = begun.session_id
    )
    ${weighed ? originated : nothing}
    ${noted()}
    select begun.created_at as "createdAt", ${selected(sessions, { names: ORDER, from: 'session' })},
      ${announcing(sql`begun.session_id`)}
    from begun, session`;
}

function given(names: readonly (keyof Attempt)[]): SQL {
  return recordOf(attempts, names, { json: sql`${value('attempt')}`, as: 'given' });
}

function noted(): SQL {
  return sql`
    , noted as (
      insert into audit (actor, action, session_id, attempt_id, to_state)
      select ${value('actor')}::text, 'payment.creating', session_id, id, state from begun
    )`;
}

/** `UNHELD` of a tally. */
function unheld(): SQL {
  const count = (of: string, name: string) => sql.raw(`(tally.of->'${of}'->>'${name}')::int`);
  const below = (limit: number) => sql.raw(`< ${limit}`);
  return sql`
    ${count('session', 'failures')} ${below(UNHELD.sessionFailures)}
    and ${count('session', 'cards')} ${below(UNHELD.sessionCards)}
    and ${count('client', 'failures')} + ${count('client', 'pending')} / 2.0 ${below(UNHELD.clientFailures)}
    and ${count('client', 'withEmail')} ${below(UNHELD.emailFailuresHere)}
    and ${count('card', 'failures')} ${below(UNHELD.cardFailures)}`;
}
