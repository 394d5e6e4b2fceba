import { shortened } from './card-numbers.ts';

const secretKeys = /^(cvc2?|cvv2?|cid|security_?code)$/i;
const cardKeys = /^(number|card_?number|pan)$/i;

/**
 * Twelve digits or more, as people write card numbers. No Luhn check: with a mistyped digit, or an expiry date
 * behind it, a number is still somebody's; a masked order number in a log costs nothing.
 */
const longDigits = /\d(?:[\s.-]{0,3}\d){11,}/g;

function maskDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 12 ? shortened(digits) : '******';
}

/** Replaces whatever in a text could be a card number by its first six and last four digits. */
export const maskText = (text: string): string => text.replace(longDigits, maskDigits);

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The same in an address, whose digits may be percent-encoded. */
export function maskAddress(address: string): string {
  const plain = decoded(address);
  const masked = maskText(plain);
  return masked === plain ? maskText(address) : masked;
}

function maskCardValue(value: unknown): unknown {
  return typeof value === 'string' || typeof value === 'number'
    ? maskDigits(String(value))
    : maskValue(value);
}

/** A copy of a request body that may be kept and shown: card numbers masked wherever they are, no CVC at all. */
export function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') {
    const text = String(value);
    const masked = maskText(text);
    return masked === text ? value : masked;
  }
  if (Array.isArray(value)) return value.map(maskValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secretKeys.test(key))
      .map(([key, inner]) => [maskText(key), cardKeys.test(key) ? maskCardValue(inner) : maskValue(inner)]),
  );
}
