import { coarseDecline, declineOf, shownDecline } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import { AppError } from '../app-error.ts';
import type { AttemptOutcome } from '../attempts/store.ts';
import type { Queryable } from '../db/database.ts';
import { findPayment } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { paymentView } from './payment-view.ts';

/** How much of a decline is told. */
export type Detail = 'precise' | 'coarse';

/** `stepAgeMs`: of the attempt's state, by the database's clock. */
export type AgedOutcome = AttemptOutcome & { readonly stepAgeMs: number };

/** A shopper reads why a card was declined within minutes. Later, a card tester could collect the codes of an attack that is over. */
const PRECISE_FOR_MS = 15 * 60_000;

/** What the shopper may be told of this attempt's decline: no details while card testing is suspected, and none of an old one. */
export async function detailFor(
  { limits }: Pick<Deps, 'limits'>,
  { state, stepAgeMs }: AgedOutcome,
): Promise<Detail> {
  if (state !== 'declined' && state !== 'abandoned') return 'precise';
  if (stepAgeMs > PRECISE_FOR_MS) return 'coarse';
  return limits !== null && (await limits.isAlert()) ? 'coarse' : 'precise';
}

/**
 * The outcome of an attempt for its shopper, with its payment as last read.
 * @throws AppError of an attempt that Inflow refused as a request.
 */
export async function shopperOutcome(
  deps: Pick<Deps, 'db' | 'limits'>,
  attempt: AgedOutcome,
): Promise<Outcome> {
  return loadOutcome(deps.db, attempt, await detailFor(deps, attempt));
}

/** The outcome of an attempt with its payment as last read. @throws AppError of an attempt that Inflow refused as a request. */
export async function loadOutcome(db: Queryable, attempt: AttemptOutcome, detail: Detail): Promise<Outcome> {
  const row = attempt.paymentId === null ? null : await findPayment(db, attempt.paymentId);
  return outcomeOf(attempt, row === null ? null : paymentView(row, attempt), detail);
}

/** @throws AppError of an attempt that Inflow refused as a request. */
export function outcomeOf(attempt: AttemptOutcome, payment: Payment | null, detail: Detail): Outcome {
  switch (attempt.state) {
    case 'succeeded':
      // Recorded in one commit with its payment; without it nothing may be called paid.
      return payment === null ? { status: 'processing', payment } : { status: 'succeeded', payment };
    case 'reversed':
      return payment === null ? { status: 'processing', payment } : { status: 'reversed', payment };
    case 'requires_action':
      return attempt.redirectUrl === null || payment === null
        ? { status: 'processing', payment }
        : { status: 'requires_action', payment, redirectUrl: attempt.redirectUrl };
    case 'awaiting_agreement': {
      const total = payment?.amountTaxesIncluded ?? null;
      return payment === null || total === null
        ? { status: 'processing', payment }
        : { status: 'requires_agreement', payment, total };
    }
    case 'declined':
      return declined(payment, attempt.declineCode, detail);
    case 'abandoned':
      return declined(payment, attempt.declineCode ?? 'not_charged', detail);
    case 'rejected':
      throw new AppError(attempt.errorReason ?? 'NOT_CHARGED', attempt.errorFields ?? undefined);
    case 'creating':
    case 'create_unknown':
    case 'created':
    case 'awaiting_confirmation':
    case 'confirming':
    case 'confirm_unknown':
    // Charged, but not as this session's payment: what becomes of it is not decided yet (`ORPHAN_CHARGES`, or a person).
    case 'orphaned':
      return { status: 'processing', payment };
    default:
      return attempt.state satisfies never;
  }
}

function declined(payment: Payment | null, code: string | null, detail: Detail): Outcome {
  const decline = shownDecline(declineOf(code));
  return { status: 'declined', payment, decline: detail === 'precise' ? decline : coarseDecline(decline) };
}
