import { randomInt } from 'node:crypto';
import { passesLuhn } from '@checkout/schemas/card-check';

export type GeneratedCard = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
};

/**
 * A random American Express number that passes the Luhn check and is written in no file: where it is found, the tested
 * program put it there. Its CVC has four digits, which are mistaken for other text less often than three.
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

/** Adds the digit with which a card number passes the Luhn check. */
export function withCheckDigit(digits: string): string {
  const number = Array.from({ length: 10 }, (_, last) => `${digits}${last}`).find(passesLuhn);
  if (number === undefined) throw new Error('every prefix has a check digit');
  return number;
}
