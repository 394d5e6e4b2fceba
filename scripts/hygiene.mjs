// Refuses what must never be committed: card numbers other than the test cards, secrets, and traces of one machine.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { passesLuhn } from '../packages/schemas/src/card-check.ts';

/** The documented test cards and the sandbox's own, from the table that lists both. */
const TEST_CARDS = new Set(readFileSync('apps/sandbox/src/test-cards.ts', 'utf8').match(/\d{13,19}/g));

const FORBIDDEN = [
  ['the host of a package registry', /\b(registry\.(npmjs|yarnpkg)|npm\.pkg\.github|verdaccio)\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a live key of Inflow', /\binflow_prod_[A-Za-z0-9]{8,}/],
  ['a path of one machine', /(^|[\s"'`(=:])\/(root|home\/\w+|Users\/\w+|work)\//m],
];

/** Begins like a number of a brand: many ids and times pass the Luhn check, few of them also this. */
const isBrand = (digits) => /^(4|5[1-5]|2[2-7]|3[47]|3[068]|35|6)/.test(digits);

const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(
    (file) =>
      file !== '' && !/(^scripts\/hygiene\.mjs|^pnpm-lock\.yaml|\.(png|jpe?g|ico|woff2?))$/.test(file),
  );

const found = [];
for (const file of files) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    continue; // Deleted, but the deletion is not committed yet.
  }
  for (const [what, pattern] of FORBIDDEN) if (pattern.test(text)) found.push(`${file}: ${what}`);
  for (const match of text.matchAll(/(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/g)) {
    const digits = match[0].replace(/\D/g, '');
    if (isBrand(digits) && passesLuhn(digits) && !TEST_CARDS.has(digits)) {
      found.push(`${file}: a card number that is not a test card`);
    }
  }
}
for (const line of new Set(found)) console.error(line);
console.log(`${files.length} files checked, ${new Set(found).size} problems.`);
process.exit(found.length === 0 ? 0 : 1);
