import type { Currency } from '@checkout/schemas/money';
import { type ProductLine, subtotalOf, totalProblem } from '@checkout/schemas/product';
import { AppError, found } from '../app-error.ts';
import { isUnresolved } from '../attempts/states.ts';
import { findActiveAttempt } from '../attempts/store.ts';
import { advanceIn } from '../attempts/transition.ts';
import { loadServiceSession, urlOf } from '../checkout/session-view.ts';
import { type Actor, historyOf, recordDecision } from '../db/audit.ts';
import type { Database } from '../db/database.ts';
import { decodeCursor, pageOf } from '../db/keyset.ts';
import {
  changeSession,
  findSession,
  insertSession,
  listSessions,
  lockSession,
  newSessionId,
} from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import type { Services } from '../services.ts';
import { assertReturnsAllowed } from './return-origins.ts';

const SHOPPER_SESSION_MINUTES = 30;

type NewSession = {
  items: ProductLine[];
  currency: Currency;
  createdBy: Actor;
  minutes?: number;
  customerEmail?: string | undefined;
  allowSavedCard?: boolean;
  metadatas?: Record<string, string>;
  successUrl?: string | undefined;
  cancelUrl?: string | undefined;
};

/** The one way a session comes to be, for the store and for services alike. */
export async function createSession(deps: Deps, input: NewSession) {
  const sessionId = newSessionId();
  const minutes = input.minutes ?? SHOPPER_SESSION_MINUTES;
  await insertSession(deps.db, {
    id: sessionId,
    currency: input.currency,
    items: input.items,
    subtotal: subtotalOf(input.items),
    customerEmail: input.customerEmail ?? null,
    allowSavedCard: input.allowSavedCard ?? false,
    metadatas: input.metadatas ?? {},
    successUrl: input.successUrl ?? null,
    cancelUrl: input.cancelUrl ?? null,
    createdBy: input.createdBy,
    expiresAt: new Date(deps.now().getTime() + minutes * 60_000),
  });
  return { sessionId, url: urlOf(deps.settings.publicUrl, sessionId) };
}

/** Prices the named products from the server's catalogue. */
export function priceItems(
  catalog: Deps['catalog'],
  items: readonly { sku: string; quantity: number }[],
): { items: ProductLine[]; currency: Currency } {
  const lines = items.map((item, index) => {
    const product = catalog.find((candidate) => candidate.sku === item.sku);
    if (product === undefined) throw new AppError('INVALID_INPUT', { [`items.${index}.sku`]: ['unknown'] });
    return { product, quantity: item.quantity };
  });
  const currency = lines[0]?.product.currency;
  if (currency === undefined) throw new AppError('INVALID_INPUT', { items: ['required'] });
  if (lines.some((line) => line.product.currency !== currency)) {
    throw new AppError('INVALID_INPUT', { items: ['not_allowed'] });
  }
  const priced = lines.map(({ product, quantity }) => ({
    name: product.name,
    price: product.price,
    quantity,
  }));
  const problem = totalProblem(priced, currency);
  if (problem !== null) throw new AppError('INVALID_INPUT', { items: [problem] });
  return { items: priced, currency };
}

export function sessionsService(deps: Deps): Services['sessions'] {
  const view = async (db: Database, sessionId: string) => {
    const session = found(await findSession(db, sessionId));
    const history = await historyOf(db, { sessionId });
    return loadServiceSession(db, session, { now: deps.now(), publicUrl: deps.settings.publicUrl, history });
  };
  return {
    async create(input, service) {
      assertReturnsAllowed(deps.settings, { successUrl: input.successUrl, cancelUrl: input.cancelUrl });
      return createSession(deps, {
        ...input,
        items: input.products,
        minutes: input.expiresInMinutes,
        createdBy: `service:${service}`,
      });
    },

    get: (sessionId) => view(deps.db, sessionId),

    async list({ limit, cursor, status }) {
      const rows = await listSessions(deps.db, { limit: limit + 1, after: decodeCursor(cursor), status });
      const { page, nextCursor } = pageOf(rows, limit, (row) => row);
      const beside = { now: deps.now(), publicUrl: deps.settings.publicUrl, history: [] };
      const sessions = await Promise.all(page.map((row) => loadServiceSession(deps.db, row, beside)));
      return { sessions, nextCursor };
    },

    /** Refused while the outcome of an attempt is unknown; an open 3DS is given up, and never confirmed. */
    async expire(sessionId, service) {
      const actor: Actor = `service:${service}`;
      await deps.db.transaction(async (tx) => {
        const session = found(await lockSession(tx, sessionId));
        if (session.status === 'complete') throw new AppError('SESSION_COMPLETE');
        if (session.status === 'expired') return;
        const active = await findActiveAttempt(tx, sessionId);
        if (active !== null && isUnresolved(active.state)) throw new AppError('ATTEMPT_IN_PROGRESS');
        if (active !== null) {
          const dueAfterMs = deps.settings.reconcileAfterMs;
          const changes = { declineCode: 'not_charged' };
          await advanceIn(tx, active, {
            to: 'abandoned',
            actor,
            action: 'payment.expired',
            changes,
            dueAfterMs,
          });
        }
        await changeSession(tx, sessionId, { status: 'expired', expiresAt: deps.now() });
        await recordDecision(tx, {
          actor,
          action: 'session.expired',
          sessionId,
          from: session.status,
          to: 'expired',
        });
      });
      return view(deps.db, sessionId);
    },
  };
}
