import { passesLuhn } from '../src/domain/card-numbers.ts';
import { findTestCard } from '../src/test-cards.ts';

/** A random 16-digit Visa number that is no test card. Generated, because no such number may be in the repository. */
export function madeUpNumber(): string {
  for (;;) {
    const number = `4${Math.floor(Math.random() * 1e15)
      .toString()
      .padStart(15, '0')}`;
    if (passesLuhn(number) && findTestCard(number) === undefined) return number;
  }
}
