import { FEWEST_DIGITS, holdsCardNumber } from '@checkout/schemas/card-in-text';

/** How many times a URL may have been encoded. */
const LAYERS = 3;

/** Whether a URL, encoded up to three times, contains what could be a card number. */
export function addressHoldsCardNumber(address: string): boolean {
  let decoded = address;
  for (let layer = 0; layer <= LAYERS; layer += 1) {
    // A digit is encoded with digits (`%34`), so decoding never adds any: with too few there is no card number.
    if (!hasDigits(decoded, FEWEST_DIGITS)) return false;
    if (holdsCardNumber(decoded)) return true;
    const next = decoded.replace(/%([0-9a-f]{2})/gi, (_encoded, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === decoded) return false;
    decoded = next;
  }
  return false;
}

function hasDigits(text: string, count: number): boolean {
  let found = 0;
  for (let index = 0; index < text.length && found < count; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= ZERO && code <= NINE) found += 1;
  }
  return found >= count;
}

const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
