import type { Outcome } from '@checkout/schemas/outcome';
import type { AuditEntry } from '@checkout/schemas/payment';
import type { ServiceSession, SessionView } from '@checkout/schemas/session';
import { findSavedCardHint, findTellingAttempt, type TellingAttempt } from '../attempts/store.ts';
import type { Database } from '../db/database.ts';
import { findPayment } from '../db/payments.ts';
import { findSessionAndTelling, type SessionRow } from '../db/sessions.ts';
import { outcomeOf } from './outcome.ts';
import { paymentView } from './payment-view.ts';

/** The outcome of an attempt with its payment as last read. @throws AppError of one that Inflow refused as a request. */
export async function loadOutcome(db: Database, attempt: TellingAttempt): Promise<Outcome> {
  const row = attempt.paymentId === null ? null : await findPayment(db, attempt.paymentId);
  return outcomeOf(attempt, row === null ? null : paymentView(row));
}

/** What the checkout page shows; null when there is no such session. */
export async function findSessionView(db: Database, id: string, now: Date): Promise<SessionView | null> {
  const row = await findSessionAndTelling(db, id);
  return row === null ? null : viewOf(db, row, { attempt: row.telling, now });
}

type Viewed = Omit<SessionRow, 'metadatas' | 'createdBy' | 'createdAt' | 'paymentId'>;

async function viewOf(
  db: Database,
  session: Viewed,
  { attempt, now }: { attempt: TellingAttempt | null; now: Date },
): Promise<SessionView> {
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
async function outcomeForPage(db: Database, attempt: TellingAttempt): Promise<Outcome | null> {
  if (attempt.state === 'rejected') return null;
  return loadOutcome(db, attempt);
}

/** An open session is over at its time, whether or not the reconciler has written it down yet. */
export function statusAt(session: Pick<SessionRow, 'status' | 'expiresAt'>, now: Date): SessionRow['status'] {
  return session.status === 'open' && session.expiresAt <= now ? 'expired' : session.status;
}

export function urlOf(publicUrl: string, sessionId: string): string {
  return `${publicUrl}/checkout/${sessionId}`;
}

export async function loadServiceSession(
  db: Database,
  session: SessionRow,
  beside: { now: Date; publicUrl: string; history: AuditEntry[] },
): Promise<ServiceSession> {
  return {
    ...(await viewOf(db, session, { attempt: await findTellingAttempt(db, session.id), now: beside.now })),
    url: urlOf(beside.publicUrl, session.id),
    createdAt: session.createdAt.toISOString(),
    createdBy: session.createdBy,
    allowSavedCard: session.allowSavedCard,
    metadatas: session.metadatas,
    paymentId: session.paymentId,
    history: beside.history,
  };
}
