import { declineOf, shownDecline } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import { AppError } from '../app-error.ts';
import type { AttemptOutcome } from '../attempts/store.ts';
import type { Queryable } from '../db/database.ts';
import { findPayment } from '../db/payments.ts';
import { paymentView } from './payment-view.ts';

/** The outcome of an attempt with its payment as last read. @throws AppError of an attempt that Inflow refused as a request. */
export async function loadOutcome(db: Queryable, attempt: AttemptOutcome): Promise<Outcome> {
  const row = attempt.paymentId === null ? null : await findPayment(db, attempt.paymentId);
  return outcomeOf(attempt, row === null ? null : paymentView(row));
}

/** The outcome of an attempt for its shopper. @throws AppError of an attempt that Inflow refused as a request. */
export function outcomeOf(attempt: AttemptOutcome, payment: Payment | null): Outcome {
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
      return declined(payment, attempt.declineCode);
    case 'abandoned':
      return declined(payment, attempt.declineCode ?? 'not_charged');
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

function declined(payment: Payment | null, code: string | null): Outcome {
  return { status: 'declined', payment, decline: shownDecline(declineOf(code)) };
}
