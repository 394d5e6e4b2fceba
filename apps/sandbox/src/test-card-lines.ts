import { type TestCard, testCards } from './test-cards.ts';

/** The table of test cards as aligned plain text, for the terminal. */
export function testCardLines(): string {
  const line = ({ number, brand, outcome, source }: TestCard) =>
    `  ${number.padEnd(18)}${brand.padEnd(20)}${outcome}${source === 'documented' ? '' : ' (sandbox only)'}`;
  return ['Test cards (any future expiry, any CVC of the right length):', ...testCards.map(line)].join('\n');
}

/** The same table as Markdown: what stands in the README, which a test compares with this. */
export function testCardMarkdown(): string {
  const row = ({ number, brand, outcome, source }: TestCard) =>
    `| ${number} | ${brand} | ${outcome} | ${source} |`;
  return ['| number | brand | outcome | source |', '|---|---|---|---|', ...testCards.map(row)].join('\n');
}
