import type { Outcome } from '@checkout/schemas/outcome';
import type { AuditEntry } from '@checkout/schemas/payment';
import type { ServiceSession, SessionView } from '@checkout/schemas/session';
import { outcomeOf } from '../attempt/outcome.ts';
import { type Attempt, findSavedCardHint, findTellingAttempt } from '../attempt/queries.ts';
import type { Queryable } from '../db/database.ts';
import { findPayment } from '../payment/queries.ts';
import { paymentView } from '../payment/view.ts';
import type { SessionRow } from './queries.ts';

/** The outcome of an attempt with its payment as last read. @throws AppError of one that Inflow refused as a request. */
export async function loadOutcome(db: Queryable, attempt: Attempt): Promise<Outcome> {
  const row = attempt.paymentId === null ? null : await findPayment(db, attempt.paymentId);
  return outcomeOf(attempt, row === null ? null : paymentView(row));
}

export async function loadSessionView(db: Queryable, session: SessionRow, now: Date): Promise<SessionView> {
  const attempt = await findTellingAttempt(db, session.id);
  const offersSaved = session.allowSavedCard && session.customerEmail !== null;
  return {
    sessionId: session.id,
    status: statusAt(session, now),
    currency: session.currency,
    items: session.items,
    subtotal: session.subtotal,
    customerEmail: session.customerEmail,
    savedCard: offersSaved ? { hint: await findSavedCardHint(db, session.customerEmail ?? '') } : null,
    successUrl: session.successUrl,
    cancelUrl: session.cancelUrl,
    expiresAt: session.expiresAt.toISOString(),
    outcome: attempt === null ? null : await outcomeForPage(db, attempt),
    version: session.version,
  };
}

/** An attempt that Inflow refused as a request left nothing to show: its caller got the error, the page goes on. */
async function outcomeForPage(db: Queryable, attempt: Attempt): Promise<Outcome | null> {
  if (attempt.state === 'rejected') return null;
  return loadOutcome(db, attempt);
}

/** An open session is over at its time, whether or not the reconciler has written it down yet. */
export function statusAt(session: SessionRow, now: Date): SessionRow['status'] {
  return session.status === 'open' && session.expiresAt <= now ? 'expired' : session.status;
}

export function urlOf(publicUrl: string, sessionId: string): string {
  return `${publicUrl}/checkout/${sessionId}`;
}

export async function loadServiceSession(
  db: Queryable,
  session: SessionRow,
  beside: { now: Date; publicUrl: string; history: AuditEntry[] },
): Promise<ServiceSession> {
  return {
    ...(await loadSessionView(db, session, beside.now)),
    url: urlOf(beside.publicUrl, session.id),
    createdAt: session.createdAt.toISOString(),
    createdBy: session.createdBy,
    allowSavedCard: session.allowSavedCard,
    metadatas: session.metadatas,
    paymentId: session.paymentId,
    history: beside.history,
  };
}
