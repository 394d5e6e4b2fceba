import type { Decline } from '@checkout/schemas/decline';
import type { Messages } from '../messages/messages.ts';

/** What to do next. A code that nobody knows yet is said in general terms, never shown. */
export function declineSentence(decline: Decline, messages: Messages): string {
  const { codes, retryable, final } = messages.decline;
  if (isCodeOf(codes, decline.code)) return codes[decline.code];
  return decline.retryable ? retryable : final;
}

function isCodeOf<Codes extends object>(codes: Codes, code: PropertyKey): code is keyof Codes {
  return Object.hasOwn(codes, code);
}
