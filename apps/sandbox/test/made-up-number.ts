import { passesLuhn } from '../src/domain/card-numbers.ts';
import { findTestCard } from '../src/test-cards.ts';

/** Sixteen digits that read as somebody's Visa. Made when asked for: no such number stands in the tree. */
export function madeUpNumber(): string {
  for (;;) {
    const number = `4${Math.floor(Math.random() * 1e15)
      .toString()
      .padStart(15, '0')}`;
    if (passesLuhn(number) && findTestCard(number) === undefined) return number;
  }
}
