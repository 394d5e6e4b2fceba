import type { Standing } from '@checkout/schemas/console-payment';
import type { RefundState } from '@checkout/schemas/payment';
import type { SessionStatus } from '@checkout/schemas/session';
import type { AttemptState } from '../../db/attempt-states.ts';

export type Facts = {
  readonly payment: {
    /** Inflow's; open. */
    readonly status: string;
    /** Whether Inflow has ever said that it was authorised. */
    readonly wasAuthorised: boolean;
    readonly stray: boolean;
    readonly dismissed: boolean;
  } | null;
  readonly attempt: { readonly state: AttemptState; readonly declineCode: string | null } | null;
  readonly session: SessionStatus | null;
  readonly refund: RefundState | null;
  /** Whether a refund waits for a second person. */
  readonly awaitsApproval: boolean;
};

/** What a payment and its session are now. Pure; what is not known stays unknown. */
export function standingOf(facts: Facts): Standing {
  const { payment, attempt, session } = facts;
  if (payment !== null) {
    const standing = refundStanding(facts, payment.status) ?? paymentStanding(payment);
    if (standing !== null) return standing;
  }
  if (attempt !== null) return attemptStanding(attempt);
  return session === 'expired' ? 'expired' : 'waiting';
}

function refundStanding({ refund, awaitsApproval }: Facts, status: string): Standing | null {
  // Inflow's word on the money is above ours on the request.
  if (status === 'FULLY_REFUNDED') return 'refunded';
  if (status === 'PARTIAL_REFUNDED') return 'partlyRefunded';
  if (refund === 'unknown') return 'refundUnknown';
  if (status === 'REFUND_PENDING' || refund === 'pending' || refund === 'requested') return 'refundPending';
  if (refund === 'refunded') return 'refunded';
  if (awaitsApproval) return 'refundAwaitsApproval';
  if (status === 'REFUND_FAILED' || refund === 'failed') return 'refundFailed';
  return null;
}

type Payment = NonNullable<Facts['payment']>;

/** Null where its status does not say: then the attempt does. */
function paymentStanding({ status, wasAuthorised, stray, dismissed }: Payment): Standing | null {
  const isCharged = CHARGED[status] !== undefined;
  if (stray && isCharged) return dismissed ? 'strayDismissed' : 'stray';
  if (status === 'PAYMENT_FAILED' && wasAuthorised) return 'failedAfterwards';
  return CHARGED[status] ?? null;
}

const CHARGED: Readonly<Record<string, Standing>> = {
  CHECKOUT_SUCCESS: 'paid',
  PAYMENT_RECEIVED: 'guaranteed',
  PAYMENT_SUCCESS: 'settled',
};

/** Ended without a decision of the issuer. */
const NOT_CHARGED = new Set(['not_charged', 'closed', 'superseded', 'total_changed']);

function attemptStanding({ state, declineCode }: NonNullable<Facts['attempt']>): Standing {
  switch (state) {
    case 'create_unknown':
    case 'confirm_unknown':
      return 'unknown';
    case 'requires_action':
      return 'challenge';
    case 'creating':
    case 'created':
    case 'confirming':
    case 'awaiting_confirmation':
    case 'awaiting_agreement':
      return 'inProgress';
    case 'declined':
      return declineCode !== null && NOT_CHARGED.has(declineCode) ? 'notCharged' : 'declined';
    case 'rejected':
    case 'abandoned':
      return 'notCharged';
    case 'succeeded':
      return 'paid';
    case 'reversed':
      return 'failedAfterwards';
    case 'orphaned':
      return 'stray';
  }
}
