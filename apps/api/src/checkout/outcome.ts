import { declineOf } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import { AppError } from '../app-error.ts';
import type { TellingAttempt } from '../attempts/store.ts';

/** How an attempt stands, for its shopper. Throws the recorded error of one that Inflow refused as a request. */
export function outcomeOf(attempt: TellingAttempt, payment: Payment | null): Outcome {
  switch (attempt.state) {
    case 'succeeded':
      // Recorded in one commit with its payment; without it nothing may be called paid.
      return payment === null ? { status: 'processing', payment } : { status: 'succeeded', payment };
    case 'requires_action':
      return attempt.redirectUrl === null || payment === null
        ? { status: 'processing', payment }
        : { status: 'requires_action', payment, redirectUrl: attempt.redirectUrl };
    case 'declined':
      return { status: 'declined', payment, decline: declineOf(attempt.declineCode) };
    case 'abandoned':
      return { status: 'declined', payment, decline: declineOf(attempt.declineCode ?? 'not_charged') };
    case 'rejected':
      throw new AppError(attempt.errorReason ?? 'NOT_CHARGED', attempt.errorFields ?? undefined);
    case 'creating':
    case 'create_unknown':
    case 'created':
    case 'awaiting_confirmation':
    case 'confirming':
    case 'confirm_unknown':
    // Charged, yet not as this session's payment: the refund is under way, and only a person can say more.
    case 'orphaned':
      return { status: 'processing', payment };
    default:
      return attempt.state satisfies never;
  }
}
