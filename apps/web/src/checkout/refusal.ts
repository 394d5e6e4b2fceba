import type { ErrorReason } from '@checkout/schemas/error-code';
import type { Messages } from '../messages/messages.ts';

/** What the page does when `checkout.pay` was refused. */
export type RefusalAction =
  | { readonly kind: 'fields' }
  /** The page shows an old state of the session. */
  | { readonly kind: 'reread' }
  /** What became of the attempt is not known. */
  | { readonly kind: 'check' }
  | { readonly kind: 'say'; readonly sentence: keyof Messages['refusal'] };

export function refusalAction(reason: ErrorReason): RefusalAction {
  switch (reason) {
    case 'INVALID_INPUT':
    case 'REJECTED_BY_PROVIDER':
      return { kind: 'fields' };
    case 'NOT_FOUND':
    case 'ATTEMPT_IN_PROGRESS':
    case 'SESSION_COMPLETE':
    case 'SESSION_EXPIRED':
      return { kind: 'reread' };
    case 'OUTCOME_UNKNOWN':
    case 'UNAVAILABLE':
    case 'INTERNAL':
      return { kind: 'check' };
    case 'CONFLICT':
      return { kind: 'say', sentence: 'again' };
    case 'NOT_CHARGED':
      return { kind: 'say', sentence: 'notCharged' };
    case 'SAVED_CARD_NOT_ALLOWED':
    case 'SAVED_CARD_UNAVAILABLE':
      return { kind: 'say', sentence: 'savedCard' };
    case 'SLOW_DOWN':
      return { kind: 'say', sentence: 'slowDown' };
    // Without a challenge that could be answered, all that helps is to come back later.
    case 'CHALLENGE_REQUIRED':
    case 'TOO_MANY_ATTEMPTS':
      return { kind: 'say', sentence: 'tooMany' };
    case 'UNAUTHORIZED':
    case 'CARD_IN_BATCH':
    case 'CARD_IN_ADDRESS':
    case 'MISSING_SCOPE':
    case 'METHOD_NOT_ALLOWED':
    case 'TOO_LARGE':
    case 'UNSUPPORTED_MEDIA_TYPE':
    case 'PAYMENT_NOT_CONFIRMABLE':
    case 'PAYMENT_NOT_UPDATABLE':
    case 'PAYMENT_NOT_REFUNDABLE':
    case 'ALREADY_REFUNDED':
    case 'PROVIDER_UNAVAILABLE':
    case 'PROVIDER_ACCESS':
    case 'SERVER_TO_SERVER_NOT_ENABLED':
      return { kind: 'say', sentence: 'unavailable' };
    default:
      return reason satisfies never;
  }
}
