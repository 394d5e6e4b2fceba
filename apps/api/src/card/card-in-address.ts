import { holdsCardNumber } from '@checkout/schemas/card-in-text';

/** How often an address may have been encoded on its way here. */
const LAYERS = 3;

/** Whether something in an address, however it is encoded, could be a card number. */
export function addressHoldsCardNumber(address: string): boolean {
  let decoded = address;
  for (let layer = 0; layer <= LAYERS; layer += 1) {
    if (holdsCardNumber(decoded)) return true;
    const next = decoded.replace(/%([0-9a-f]{2})/gi, (_encoded, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === decoded) return false;
    decoded = next;
  }
  return false;
}
