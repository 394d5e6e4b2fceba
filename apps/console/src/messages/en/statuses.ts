import type { Standing } from '@checkout/schemas/console-payment';
import type { KnownDeclineCode } from '@checkout/schemas/decline';
import type { KnownPaymentStatus, RefundState } from '@checkout/schemas/payment';
import type { SessionStatus } from '@checkout/schemas/session';

export const statuses = {
  /** Inflow's statuses in our words; an unknown one is shown as it came. */
  paymentStatus: {
    INITIATION: 'Begun',
    CHECKOUT_PENDING: 'Not paid yet',
    CHECKOUT_SUCCESS: 'Paid',
    PAYMENT_RECEIVED: 'Paid, guaranteed',
    PAYMENT_SUCCESS: 'Settled',
    PAYMENT_FAILED: 'Failed',
    CHECKOUT_CANCELED: 'Cancelled',
    CANCELED: 'Cancelled',
    REFUND_PENDING: 'Refund pending',
    FULLY_REFUNDED: 'Refunded',
    PARTIAL_REFUNDED: 'Partly refunded',
    REFUND_FAILED: 'Refund failed',
  },
  sessionStatus: {
    open: 'Open',
    processing: 'Processing',
    complete: 'Paid',
    reversed: 'Reversed',
    expired: 'Expired',
  },
  refundState: {
    requested: 'Refund requested',
    unknown: 'Refund not known',
    pending: 'Refund pending',
    refunded: 'Refunded',
    failed: 'Refund failed',
  },
  stray: 'Stray charge',
  standing: {
    waiting: { name: 'Not paid yet', say: 'Nothing has been submitted yet, so nothing was charged.' },
    inProgress: { name: 'In progress', say: 'The payment is being made. Its outcome is not known yet.' },
    challenge: {
      name: '3DS challenge',
      say: 'The bank is asking the customer to confirm. Nothing has been charged so far.',
    },
    unknown: {
      name: 'Not known',
      say: 'It is not known yet whether money was taken. It is being looked for; please do not pay again meanwhile.',
    },
    declined: { name: 'Declined', say: 'The bank declined the card. Nothing was charged.' },
    paid: {
      name: 'Paid',
      say: 'The customer has paid. The amount is authorised; in rare cases that may still fail.',
    },
    guaranteed: { name: 'Paid, guaranteed', say: 'The customer has paid, and the payment is guaranteed.' },
    settled: { name: 'Settled', say: 'The customer has paid, and the amount is on our balance.' },
    failedAfterwards: {
      name: 'Failed afterwards',
      say: 'The payment was authorised and then failed. The customer has not paid.',
    },
    refundAwaitsApproval: {
      name: 'Refund waits for approval',
      say: 'The customer has paid. A refund was asked for and waits for a second person; nothing was sent yet.',
    },
    refundUnknown: {
      name: 'Refund not known',
      say: 'A refund was sent, and it is not known yet whether Inflow has taken it. It is being looked for.',
    },
    refundPending: { name: 'Refund pending', say: 'The refund is on its way. Inflow has taken it.' },
    refunded: { name: 'Refunded', say: 'The whole amount was refunded to the card.' },
    partlyRefunded: {
      name: 'Partly refunded',
      say: 'A part of the amount was refunded, in Inflow’s dashboard.',
    },
    refundFailed: {
      name: 'Refund failed',
      say: 'A refund was tried and failed. The customer has not got the money back.',
    },
    stray: {
      name: 'Stray charge',
      say: 'This charge belongs to no order that is known here. A person has to decide what becomes of it.',
    },
    strayDismissed: {
      name: 'Dismissed',
      say: 'This charge belongs to no order, and a person has dismissed it.',
    },
    expired: { name: 'Expired', say: 'The checkout has expired without a payment. Nothing was charged.' },
    notCharged: { name: 'Not charged', say: 'The payment was not made. Nothing was charged.' },
  },
  /** Of a decline: what a support agent may advise. An unknown code is shown as it came. */
  advice: {
    sameCard: 'The same card may be tried again.',
    otherCard: 'Another card is needed.',
  },
  declineCode: {
    card_declined: 'declined without a reason',
    insufficient_funds: 'insufficient funds',
    incorrect_cvc: 'wrong security code',
    incorrect_number: 'wrong card number',
    invalid_cvc: 'invalid security code',
    invalid_number: 'invalid card number',
    invalid_expiry_month: 'invalid expiry month',
    invalid_expiry_year: 'invalid expiry year',
    processing_error: 'error while processing',
    expired_card: 'expired card',
    THREE_DS_FAILED: '3DS challenge failed',
    PAYMENT_PROCESSING_ERROR: 'error while processing',
    generic_decline: 'declined without a reason',
    do_not_honor: 'declined by the bank',
    authentication_required: '3DS challenge required',
    withdrawal_count_limit_exceeded: 'card used too often',
    restricted_card: 'card restricted',
    lost_card: 'card reported lost (do not tell the customer)',
    stolen_card: 'card reported stolen (do not tell the customer)',
    not_charged: 'response lost; not charged',
    closed: 'closed by a person',
    superseded: 'replaced by a later attempt',
    total_changed: 'the total changed; not charged',
  },
} satisfies {
  paymentStatus: Record<KnownPaymentStatus, string>;
  sessionStatus: Record<SessionStatus, string>;
  refundState: Record<RefundState, string>;
  standing: Record<Standing, { name: string; say: string }>;
  declineCode: Record<KnownDeclineCode, string>;
  stray: string;
  advice: Record<string, string>;
};
