// Refuses what must never be committed: card numbers other than the test cards, secrets, and traces of one machine.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The documented test cards and the sandbox's own, from the one table that lists both. */
const TEST_CARDS = new Set(readFileSync('apps/sandbox/src/test-cards.ts', 'utf8').match(/\d{13,19}/g));

const FORBIDDEN = [
  ['an address of a package registry', /\b(registry\.(npmjs|yarnpkg)|npm\.pkg\.github|verdaccio)\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a live key of Inflow', /\binflow_prod_[A-Za-z0-9]{8,}/],
  ['a path of one machine', /(^|[\s"'`(=:])\/(root|home\/\w+|Users\/\w+|work)\//m],
];

function passesLuhn(digits) {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

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
    continue; // Deleted, and not committed yet.
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
console.log(`${files.length} files looked at, ${new Set(found).size} problems.`);
process.exit(found.length === 0 ? 0 : 1);
