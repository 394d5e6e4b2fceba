import * as z from 'zod/mini';

/**
 * Codes that Inflow documents for `lastDepositAttempt.error` ("common" ones: the list is open) and for its card form; then codes that only
 * third parties name (inflow/README, "Payment error codes"); then our own for attempts that ended without a charge and without a
 * decision of the issuer.
 */
export const KNOWN_DECLINE_CODES = [
  'card_declined',
  'insufficient_funds',
  'incorrect_cvc',
  'incorrect_number',
  'invalid_cvc',
  'invalid_number',
  'invalid_expiry_month',
  'invalid_expiry_year',
  'processing_error',
  'expired_card',
  'THREE_DS_FAILED',
  'PAYMENT_PROCESSING_ERROR',
  'generic_decline',
  'do_not_honor',
  'authentication_required',
  'withdrawal_count_limit_exceeded',
  'restricted_card',
  /** A shopper is never told of these two: the owner of the card may be somebody else. */
  'lost_card',
  'stolen_card',
  /** The response to the create was lost. The payment is never confirmed, so nothing was charged. */
  'not_charged',
  /** A person ended the wait for its outcome. What is found charged afterwards is recorded, and may be refunded. */
  'closed',
  /** A later attempt replaced this one while its 3DS challenge was open. */
  'superseded',
  /** Inflow's total differs from the one the shopper agreed to; `payment` has the new one. Nothing was charged. */
  'total_changed',
] as const;
export type KnownDeclineCode = (typeof KNOWN_DECLINE_CODES)[number];
/** Those that `shownDecline` returns. */
export type ShownDeclineCode = Exclude<KnownDeclineCode, 'lost_card' | 'stolen_card'>;

/** `code` is open: unknown values stay readable. `retryable`: whether the shopper may try the same card again. */
export const declineSchema = z.object({ code: z.string(), retryable: z.boolean() });
export type Decline = z.output<typeof declineSchema>;

/** Final for the card. Only `expired_card` is documented as that; the others are hints. */
const FINAL: ReadonlySet<string> = new Set<KnownDeclineCode>([
  'expired_card',
  'lost_card',
  'stolen_card',
  'restricted_card',
]);
/** Codes that the shopper is shown as another: the card may not be theirs. */
const SHOWN: Readonly<Record<string, ShownDeclineCode>> = {
  lost_card: 'restricted_card',
  stolen_card: 'restricted_card',
};

/** An unknown code is a decline without a charge, so another attempt is safe. */
export function declineOf(code: string | null): Decline {
  return { code: code ?? 'card_declined', retryable: code === null || !FINAL.has(code) };
}

/** A decline as a shopper may see it. */
export function shownDecline({ code, retryable }: Decline): Decline {
  return { code: SHOWN[code] ?? code, retryable };
}

/** Codes that say nothing about the card or its issuer. */
const NOT_OF_THE_CARD: ReadonlySet<string> = new Set<KnownDeclineCode>([
  'processing_error',
  'PAYMENT_PROCESSING_ERROR',
  'not_charged',
  'closed',
  'superseded',
  'total_changed',
]);

/**
 * A decline as it is shown where the shopper may be a card tester. Every other code tells that a number is live, dead, or right but for
 * one detail, and an unknown code may.
 */
export function coarseDecline(decline: Decline): Decline {
  return NOT_OF_THE_CARD.has(decline.code) ? decline : { code: 'card_declined', retryable: true };
}

export function isKnownDeclineCode(code: string): code is KnownDeclineCode {
  return (KNOWN_DECLINE_CODES as readonly string[]).includes(code);
}
