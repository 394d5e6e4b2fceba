import type { Messages } from '../messages/messages.ts';

/** In our words; a code that is not known is shown as it came. */
export function declineWords({ declineCode }: Messages, code: string): string {
  return isKnown(declineCode, code) ? declineCode[code] : code;
}

function isKnown(words: Messages['declineCode'], code: string): code is keyof Messages['declineCode'] {
  return Object.hasOwn(words, code);
}
