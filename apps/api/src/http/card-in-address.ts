import { holdsCardNumber } from '@checkout/schemas/card-in-text';

/** How many times a URL may have been encoded. */
const LAYERS = 3;

/** Whether a URL, encoded up to three times, contains what could be a card number. */
export function addressHoldsCardNumber(address: string): boolean {
  // node:http reads the request line as Latin-1.
  let decoded = Buffer.from(address, 'latin1').toString();
  for (let layer = 0; layer <= LAYERS; layer += 1) {
    if (holdsCardNumber(decoded)) return true;
    const next = decodedOnce(decoded);
    if (next === decoded) return false;
    decoded = next;
  }
  return false;
}

/** Runs of encoded bytes, as UTF-8; what is none becomes U+FFFD. */
function decodedOnce(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) =>
    Buffer.from(encoded.replaceAll('%', ''), 'hex').toString(),
  );
}
