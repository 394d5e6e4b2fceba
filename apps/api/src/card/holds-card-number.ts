import { brandOf } from '@checkout/schemas/card-brand';
import { passesLuhn } from '@checkout/schemas/card-check';

/** How often an address may have been encoded on its way here. */
const LAYERS = 3;
/** Digits as on a card, grouped or not; not a part of a longer word, because our ids hold digits too. */
const GROUPED_DIGITS = /(?<![\p{L}\p{Nd}_]-?)\d(?:[ .+-]?\d){12,18}(?!-?[\p{L}\p{Nd}_])/gu;

/** Whether something in an address, however it is encoded, could be a card number (of any brand, right by Luhn). */
export function holdsCardNumber(address: string): boolean {
  let decoded = address;
  for (let layer = 0; layer <= LAYERS; layer += 1) {
    if (hasCard(decoded)) return true;
    const next = decoded.replace(/%([0-9a-f]{2})/gi, (_encoded, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === decoded) return false;
    decoded = next;
  }
  return false;
}

function hasCard(text: string): boolean {
  for (const [run] of text.matchAll(GROUPED_DIGITS)) {
    const digits = run.replace(/\D/g, '');
    if (passesLuhn(digits) && brandOf(digits) !== null) return true;
  }
  return false;
}
