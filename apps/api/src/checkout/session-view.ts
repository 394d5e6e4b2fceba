import type { SessionView } from '@checkout/schemas/session';
import { sql } from 'drizzle-orm';
import { CURRENT_FIRST, findSavedCardHint } from '../attempts/store.ts';
import type { Queryable } from '../db/database.ts';
import { sessions } from '../db/schema.ts';
import { referenceOf } from '../db/session-reference.ts';
import { isOverdue, type Session } from '../db/sessions.ts';
import { prepared, selected } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import { withMaskedEmail } from './masked-email.ts';
import { type AgedOutcome, type Detail, detailFor, loadOutcome } from './outcome.ts';

const VIEWED = [
  'id',
  'status',
  'version',
  'currency',
  'items',
  'subtotal',
  'customerEmail',
  'allowSavedCard',
  'successUrl',
  'cancelUrl',
  'expiresAt',
  'completedAt',
] as const;

type Viewed = Pick<Session, (typeof VIEWED)[number] | 'isOverdue'>;

const A_DAY_MS = 24 * 3_600_000;

/**
 * From a day after it was paid or expired on, a session's page does not say whose it was. No decision about money, so a clock that is off
 * does no harm.
 */
export function isLongOver(
  { completedAt, expiresAt }: Pick<Session, 'completedAt' | 'expiresAt'>,
  now: Date,
): boolean {
  return now.getTime() - (completedAt ?? expiresAt).getTime() > A_DAY_MS;
}

const viewing = prepared<Viewed & { current: AgedOutcome | null }, { id: string }>(
  'find_session_view',
  sql`
    select ${selected(sessions, { names: VIEWED })}, ${isOverdue} as "isOverdue", current.current
    from sessions left join lateral (
      select jsonb_build_object(
        'state', state, 'paymentId', payment_id, 'redirectUrl', redirect_url, 'declineCode', decline_code,
        'errorReason', error_reason, 'errorFields', error_fields, 'cardBrand', card_brand, 'cardLast4', card_last4,
        'businessName', business_name, 'taxId', tax_id,
        'stepAgeMs', extract(epoch from now() - step_at) * 1000
      ) as current
      from attempts where session_id = sessions.id ${CURRENT_FIRST}
    ) as current on true
    where sessions.id = ${sql.placeholder('id')}`,
);

/** What the checkout page shows; null when there is no such session. */
export async function findSessionView(
  deps: Pick<Deps, 'db' | 'limits' | 'now'>,
  id: string,
): Promise<SessionView | null> {
  const [row] = await viewing(deps.db, { id });
  if (row === undefined) return null;
  const { current } = row;
  const view = await sessionView(deps.db, row, {
    current,
    detail: current === null ? 'precise' : await detailFor(deps, current),
  });
  return isLongOver(row, deps.now()) ? withMaskedEmail(view) : view;
}

type Shown = {
  readonly current: AgedOutcome | null;
  /** Of its decline. A service is told all of it. */
  readonly detail: Detail;
};

export async function sessionView(
  db: Queryable,
  session: Viewed,
  { current, detail }: Shown,
): Promise<SessionView> {
  const offersSaved = session.allowSavedCard && session.customerEmail !== null;
  // A rejected attempt has no outcome to show: its caller got the error.
  const isShown = current !== null && current.state !== 'rejected';
  return {
    sessionId: session.id,
    reference: referenceOf(session.id),
    // An open session has expired at its time, whether or not the job has recorded it.
    status: session.status === 'open' && session.isOverdue ? 'expired' : session.status,
    currency: session.currency,
    items: session.items,
    subtotal: session.subtotal,
    customerEmail: session.customerEmail,
    savedCard: offersSaved ? { hint: await findSavedCardHint(db, session.customerEmail ?? '') } : null,
    successUrl: session.successUrl,
    cancelUrl: session.cancelUrl,
    expiresAt: session.expiresAt.toISOString(),
    outcome: isShown ? await loadOutcome(db, current, detail) : null,
    version: session.version,
  };
}

export function urlOf(publicUrl: string, sessionId: string): string {
  return `${publicUrl}/checkout/${sessionId}`;
}
