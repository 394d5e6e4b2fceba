import { randomInt } from 'node:crypto';
import { passesLuhn } from '@checkout/schemas/card-check';

export type MarkerCard = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
};

/**
 * A random American Express number that passes the Luhn check and is written in no file: where it is found, the tested
 * program put it there. Its CVC has four digits, which are mistaken for other text less often than three.
 */
export function makeMarkerCard(): MarkerCard {
  const digits = `37${Array.from({ length: 12 }, () => randomInt(10)).join('')}`;
  const number = Array.from({ length: 10 }, (_, checkDigit) => `${digits}${checkDigit}`).find(passesLuhn);
  if (number === undefined) throw new Error('every prefix has a check digit');
  return { number, expMonth: 11, expYear: 2041, cvc: String(randomInt(1000, 10_000)) };
}
