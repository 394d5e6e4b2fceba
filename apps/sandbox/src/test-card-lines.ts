import { testCards } from './test-cards.ts';

/** The table of test cards as aligned plain text, for the terminal. */
export function testCardLines(): string {
  const line = ({ number, brand, outcome, source }: (typeof testCards)[number]) =>
    `  ${number.padEnd(18)}${brand.padEnd(20)}${outcome}${source === 'documented' ? '' : ' (sandbox only)'}`;
  return ['Test cards (any future expiry, any CVC of the right length):', ...testCards.map(line)].join('\n');
}
