import type { CloseAttempt, CreateLink, ExpireSession, Unblock } from '@checkout/schemas/console-action';
import { found } from '../app-error.ts';
import { createSession } from '../checkout/create-session.ts';
import { inTransaction } from '../db/database.ts';
import { sessionIdOf } from '../db/session-reference.ts';
import { findSession } from '../db/sessions.ts';
import { forgetAttempts } from '../fraud/unblock.ts';
import { closePayment } from '../service/close-payment.ts';
import { expireSession } from '../service/sessions.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

const MINUTES_A_DAY = 24 * 60;

/** @throws AppError `NOT_FOUND` */
async function idOf({ db }: ConsoleDeps, reference: string): Promise<string> {
  const session = found(await findSession(db, found(await sessionIdOf(db, reference))));
  return session.id;
}

/** `console.attempt.close`. @throws AppError `ATTEMPT_IN_PROGRESS` while a call for it may be running. */
export async function closeAttempt(deps: ConsoleDeps, acting: Acting, { reference, reason }: CloseAttempt) {
  const sessionId = await idOf(deps, reference);
  await note(deps.db, acting, { action: 'attempt.closing_ordered', sessionId, reason });
  const { closed, state } = await closePayment(deps, { sessionId }, actorOf(acting));
  return { closed, state };
}

/** `console.session.expire`. @throws AppError `SESSION_COMPLETE`, `SESSION_REVERSED`, `ATTEMPT_IN_PROGRESS` */
export async function expire(deps: ConsoleDeps, acting: Acting, { reference, reason }: ExpireSession) {
  const sessionId = await idOf(deps, reference);
  await note(deps.db, acting, { action: 'session.expiry_ordered', sessionId, reason });
  await expireSession(deps, sessionId, actorOf(acting));
}

/** `console.session.createLink`: a page that pays once. Its address permits paying: it is shown once, and kept in no trail. */
export async function createLink(deps: ConsoleDeps, acting: Acting, input: CreateLink) {
  const { products, currency, customerEmail, metadatas, expiresInDays, reason } = input;
  const { sessionId, url, reference } = await createSession(deps, {
    items: products,
    currency,
    customerEmail,
    metadatas,
    minutes: expiresInDays * MINUTES_A_DAY,
    createdBy: actorOf(acting),
  });
  await note(deps.db, acting, { action: 'session.link_made', sessionId, reason });
  const { expiresAt } = found(await findSession(deps.db, sessionId));
  return { url, reference, expiresAt: expiresAt.toISOString() };
}

/** `console.shopper.unblock` */
export async function unblock(deps: ConsoleDeps, acting: Acting, { reference, reason }: Unblock) {
  const sessionId = await idOf(deps, reference);
  return inTransaction(deps.db, async (tx) => {
    const attempts = await forgetAttempts(tx, sessionId);
    await note(tx, acting, { action: 'shopper.unblocked', sessionId, reason });
    return { attempts };
  });
}
