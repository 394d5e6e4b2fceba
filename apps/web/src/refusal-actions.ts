import type { ErrorReason } from '@checkout/schemas/error-code';
import type { Messages } from './messages/messages.ts';

/** What the page does when `checkout.pay` was refused. */
export type RefusalAction =
  | { readonly kind: 'fields' }
  /** The page shows an old state of the session. */
  | { readonly kind: 'reread' }
  /** What became of the attempt is not known. */
  | { readonly kind: 'check' }
  | { readonly kind: 'say'; readonly sentence: keyof Messages['refusal'] };

const FIELDS: RefusalAction = { kind: 'fields' };
const REREAD: RefusalAction = { kind: 'reread' };
const CHECK: RefusalAction = { kind: 'check' };
const say = (sentence: keyof Messages['refusal']): RefusalAction => ({ kind: 'say', sentence });
const UNAVAILABLE = say('unavailable');

/** Every reason that this page knows. Not the table of the schemas, whose advice is for developers and long. */
const ACTIONS: Readonly<Record<ErrorReason, RefusalAction>> = {
  INVALID_INPUT: FIELDS,
  REJECTED_BY_PROVIDER: FIELDS,
  NOT_FOUND: REREAD,
  ATTEMPT_IN_PROGRESS: REREAD,
  SESSION_COMPLETE: REREAD,
  SESSION_EXPIRED: REREAD,
  SESSION_REVERSED: REREAD,
  OUTCOME_UNKNOWN: CHECK,
  UNAVAILABLE: CHECK,
  INTERNAL: CHECK,
  CONFLICT: say('again'),
  NOT_CHARGED: say('notCharged'),
  SAVED_CARD_NOT_ALLOWED: say('savedCard'),
  SAVED_CARD_UNAVAILABLE: say('savedCard'),
  SLOW_DOWN: say('slowDown'),
  // Without a challenge that could be answered, all that helps is to come back later.
  CHALLENGE_REQUIRED: say('tooMany'),
  TOO_MANY_ATTEMPTS: say('tooMany'),
  UNAUTHORIZED: UNAVAILABLE,
  CARD_IN_BATCH: UNAVAILABLE,
  NOT_IN_BATCH: UNAVAILABLE,
  CARD_IN_ADDRESS: UNAVAILABLE,
  MISSING_SCOPE: UNAVAILABLE,
  METHOD_NOT_ALLOWED: UNAVAILABLE,
  TOO_LARGE: UNAVAILABLE,
  UNSUPPORTED_MEDIA_TYPE: UNAVAILABLE,
  PAYMENT_NOT_CONFIRMABLE: UNAVAILABLE,
  PAYMENT_NOT_UPDATABLE: UNAVAILABLE,
  PAYMENT_NOT_REFUNDABLE: UNAVAILABLE,
  ALREADY_REFUNDED: UNAVAILABLE,
  PROVIDER_UNAVAILABLE: UNAVAILABLE,
  PROVIDER_ACCESS: UNAVAILABLE,
  SERVER_TO_SERVER_NOT_ENABLED: UNAVAILABLE,
  MARKETPLACE_ACCOUNT: UNAVAILABLE,
  SESSION_NOT_PAID: UNAVAILABLE,
};

export function isKnownReason(reason: unknown): reason is ErrorReason {
  return typeof reason === 'string' && Object.hasOwn(ACTIONS, reason);
}

export function refusalAction(reason: ErrorReason): RefusalAction {
  return ACTIONS[reason];
}
