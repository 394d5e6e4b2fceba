import { shortened } from './card-numbers.ts';

const secretKeys = /^(cvc2?|cvv2?|cid|security_?code)$/i;
const cardKeys = /^(number|card_?number|pan)$/i;

/**
 * Twelve digits or more, as people write card numbers. No Luhn check: a card number with a mistyped digit, or with an
 * expiry date after it, is still one, and a masked order number in a log does no harm.
 */
const longDigits = /\d(?:[\s.-]{0,3}\d){11,}/g;

function maskDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 12 ? shortened(digits) : '******';
}

/** Replaces what could be a card number in a text by its first six and last four digits. */
export const maskText = (text: string): string => text.replace(longDigits, maskDigits);

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The same for a URL, whose digits may be percent-encoded. */
export function maskUrl(address: string): string {
  const plain = decoded(address);
  const masked = maskText(plain);
  return masked === plain ? maskText(address) : masked;
}

function maskCardValue(value: unknown): unknown {
  return typeof value === 'string' || typeof value === 'number'
    ? maskDigits(String(value))
    : maskValue(value);
}

/** A copy of a request body that may be stored and shown: card numbers masked everywhere, fields named as a CVC dropped. */
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
