import { randomInt } from 'node:crypto';

export type GeneratedCard = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
};

/**
 * An American Express card that exists nowhere else: where its number is found, the tested program put it. Its CVC has
 * four digits, which fewer things look like than three.
 */
export function uniqueAmexCard(): GeneratedCard {
  const digits = `37${Array.from({ length: 12 }, () => randomInt(10)).join('')}`;
  return {
    number: withCheckDigit(digits),
    expMonth: 11,
    expYear: 2041,
    cvc: String(randomInt(1000, 10_000)),
  };
}

/** Adds the digit that makes a card number right (ISO/IEC 7812-1, Luhn). */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
