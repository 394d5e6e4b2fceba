import { FEWEST_DIGITS, holdsCardNumber } from '@checkout/schemas/card-in-text';

/** How often an address may have been encoded on its way here. */
const LAYERS = 3;

/** Whether something in an address, however it is encoded, could be a card number. */
export function addressHoldsCardNumber(address: string): boolean {
  let decoded = address;
  for (let layer = 0; layer <= LAYERS; layer += 1) {
    // Decoding makes a digit of digits only (`%34`): where there are too few, it finds no more.
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
