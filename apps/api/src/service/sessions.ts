import type { CreatedSession } from '@checkout/schemas/checkout';
import type { AuditEntry } from '@checkout/schemas/payment';
import type { CreateSession, ListSessions, SessionPage } from '@checkout/schemas/service';
import type { ServiceSession } from '@checkout/schemas/session';
import { AppError, found } from '../app-error.ts';
import { isUnresolved } from '../attempts/states.ts';
import { findActiveAttempt, findCurrentAttempt } from '../attempts/store.ts';
import { transitionIn } from '../attempts/transition.ts';
import { createSession } from '../checkout/create-session.ts';
import { sessionView, urlOf } from '../checkout/session-view.ts';
import { type Actor, historyOf, recordDecision } from '../db/audit.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { decodeCursor, type Position, pageOf } from '../db/keyset.ts';
import { findPayment } from '../db/payments.ts';
import { referenceOf, sessionIdOf } from '../db/session-reference.ts';
import { endSession, findSession, listSessions, lockSession, type Session } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { assertImagesAllowed } from './image-origins.ts';
import { assertReturnsAllowed } from './return-origins.ts';

/** `sessions.create`. */
export async function createServiceSession(
  deps: Deps,
  { idempotencyKey: key, ...given }: CreateSession,
  service: string,
): Promise<CreatedSession> {
  const { products, expiresInMinutes, ...input } = given;
  assertImagesAllowed(deps.settings, products);
  assertReturnsAllowed(deps.settings, { successUrl: input.successUrl, cancelUrl: input.cancelUrl });
  deps.pages.assertHas(input.appearance ?? null);
  return createSession(deps, {
    ...input,
    items: products.map(({ imageUrl, ...line }) => (imageUrl === undefined ? line : { ...line, imageUrl })),
    minutes: expiresInMinutes,
    createdBy: `service:${service}`,
    idempotency:
      key === undefined ? undefined : { key, fingerprint: deps.fingerprints.session(withoutDefault(given)) },
  });
}

/** What says the default is the input that leaves it out. */
function withoutDefault<Given extends Pick<CreateSession, 'pricingMode'>>({ pricingMode, ...given }: Given) {
  return pricingMode === 'TAX_EXCLUSIVE' ? given : { ...given, pricingMode };
}

/** `sessions.get`. */
export async function getSession(deps: Deps, named: string): Promise<ServiceSession> {
  const sessionId = found(await sessionIdOf(deps.db, named));
  const session = found(await findSession(deps.db, sessionId));
  return serviceSessionView(deps, session, await historyOf(deps.db, { sessionId }));
}

/** `sessions.list`: newest first; those of `owner`, or all. */
export async function listServiceSessions(
  deps: Deps,
  { limit, cursor, status, unacknowledged }: ListSessions,
  owner: Actor | null,
): Promise<SessionPage> {
  const rows = await listSessions(deps.db, {
    limit: limit + 1,
    after: await positionOf(deps, cursor),
    status,
    createdBy: owner,
    unacknowledged: unacknowledged === true,
  });
  const { page, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => ({
    createdAt,
    id: referenceOf(id),
  }));
  const sessions = await Promise.all(page.map((row) => serviceSessionView(deps, row, [])));
  return { sessions, nextCursor };
}

/** A cursor is given to every reader, so it names a session by its reference. */
async function positionOf({ db }: Deps, cursor: ListSessions['cursor']): Promise<Position | null> {
  const position = decodeCursor(cursor);
  if (position === null) return null;
  // Of a session that is gone, the others of its millisecond are passed over.
  return { ...position, id: (await sessionIdOf(db, position.id)) ?? '' };
}

/** `sessions.expire`. Refused while the outcome of an attempt is unknown; an open 3DS challenge is given up, and never confirmed. */
export async function expireSession(deps: Deps, named: string, actor: Actor): Promise<ServiceSession> {
  const sessionId = found(await sessionIdOf(deps.db, named));
  const givenUp = {
    to: 'abandoned',
    actor,
    action: 'payment.expired',
    changes: { declineCode: 'not_charged' },
    dueAfterMs: deps.settings.reconcileAfterMs,
  } as const;
  const moved = await inTransaction(deps.db, async (tx) => {
    const session = found(await lockSession(tx, sessionId));
    if (session.status === 'complete') throw new AppError('SESSION_COMPLETE');
    if (session.status === 'reversed') throw new AppError('SESSION_REVERSED');
    if (session.status === 'expired') return null;
    const active = await findActiveAttempt(tx, sessionId);
    if (active !== null && isUnresolved(active.state)) throw new AppError('ATTEMPT_IN_PROGRESS');
    const abandoned = active === null ? null : await transitionIn(tx, active, givenUp);
    await endSession(tx, sessionId);
    await recordDecision(tx, {
      actor,
      action: 'session.expired',
      sessionId,
      from: session.status,
      to: 'expired',
    });
    return active === null || abandoned === null ? null : ([active, abandoned] as const);
  });
  if (moved !== null) deps.steps.moved(...moved, givenUp);
  return getSession(deps, sessionId);
}

async function serviceSessionView(
  deps: Deps,
  session: Session,
  history: AuditEntry[],
): Promise<ServiceSession> {
  const { db, settings } = deps;
  return {
    ...(await sessionView(deps, session, {
      current: await findCurrentAttempt(db, session.id),
      detail: 'precise',
    })),
    url: urlOf(settings.publicUrl, session.id),
    createdAt: session.createdAt.toISOString(),
    createdBy: session.createdBy,
    // As they were given, pictures included.
    items: session.items,
    allowSavedCard: session.allowSavedCard,
    metadatas: session.metadatas,
    paymentId: session.paymentId,
    acknowledgement:
      session.acknowledgedAt === null || session.acknowledgedReference === null
        ? null
        : { reference: session.acknowledgedReference, at: session.acknowledgedAt.toISOString() },
    guaranteed: session.status === 'complete' && (await isGuaranteed(db, session.paymentId)),
    history,
  };
}

/** Inflow guarantees an authorised payment from `PAYMENT_RECEIVED` on (inflow/README, "Statuses"). */
async function isGuaranteed(db: Queryable, paymentId: string | null): Promise<boolean> {
  const payment = paymentId === null ? null : await findPayment(db, paymentId);
  if (payment === null) return false;
  const statuses = [payment.status, ...payment.timeline.map(({ status }) => status)];
  return statuses.includes('PAYMENT_RECEIVED') || statuses.includes('PAYMENT_SUCCESS');
}
