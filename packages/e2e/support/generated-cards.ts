import { randomInt } from 'node:crypto';

export type MarkerCard = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
};

/**
 * An American Express number that is right by Luhn and that nobody wrote down before: where it is found, it was put
 * by what is being tested. Its CVC has four digits, which fewer things look like than three.
 */
export function makeMarkerCard(): MarkerCard {
  const digits = `37${Array.from({ length: 12 }, () => randomInt(10)).join('')}`;
  const check = Array.from({ length: 10 }, (_, digit) => digit).find(
    (digit) => luhnSum(`${digits}${digit}`) % 10 === 0,
  );
  return { number: `${digits}${check}`, expMonth: 11, expYear: 2041, cvc: String(randomInt(1000, 10_000)) };
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
