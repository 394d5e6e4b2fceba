/** How long the IBANs of each country are: SWIFT's "IBAN Registry" (ISO 13616). */
const COUNTRIES_BY_LENGTH =
  '15NO 16BE 18DKFIFKFOGLNLSD 19MKSI 20ATBAEEKZLTLUMNXK 21CHHRLILV 22BGBHCRDEGBGEIEMERSVA 23AEGIILIQOMSOTL ' +
  '24ADCZESMDPKROSASESKTNVG 25LYPTST 26ISTR 27BIDJFRGRITMCMRSM 28ALAZBYCYDOGTHNHULBNIPLSV 29BREGPSQAUA 30JOKWMUYE ' +
  '31MTSC 32LC 33RU';

const LENGTHS: ReadonlyMap<string, number> = new Map(
  COUNTRIES_BY_LENGTH.split(' ').flatMap((entry) => {
    const countries = entry.slice(2).match(/../g) ?? [];
    return countries.map((country) => [country, Number(entry.slice(0, 2))] as const);
  }),
);

/** The longest has 33, each with a space behind it. */
const MOST_CHARACTERS = 68;
const IBAN = /(?<![a-z\d])[a-z]{2}\d\d/gi;

/** A UUID, or a number of 128 bits or more in hexadecimal, with at least one letter. */
const HEXADECIMAL =
  /(?<![a-z\d])(?=[\d-]{0,36}[a-f])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{32,128})(?![a-z\d])/gi;

/**
 * The text, of the same length, with what is an id for certain blotted out: UUIDs and hashes, and IBANs whose check digits are right
 * (ISO 7064, MOD 97-10).
 */
export function withoutKnownIds(text: string): string {
  const rest = text.replace(HEXADECIMAL, blot);
  let blotted = '';
  for (const { 0: start, index } of rest.matchAll(IBAN)) {
    const iban = ibanIn(rest.slice(index, index + MOST_CHARACTERS), start.slice(0, 2).toUpperCase());
    if (iban !== undefined) blotted += rest.slice(blotted.length, index) + blot(iban);
  }
  return blotted + rest.slice(blotted.length);
}

const blot = (id: string) => '#'.repeat(id.length);

/** The IBAN that a text begins with, in groups or not. */
function ibanIn(text: string, country: string): string | undefined {
  const length = LENGTHS.get(country);
  if (length === undefined) return undefined;
  const pattern = new RegExp(`^(?:[a-z\\d][ -]?){${length - 1}}[a-z\\d](?![a-z\\d])`, 'i');
  const iban = pattern.exec(text)?.[0];
  return iban !== undefined && hasCheckDigits(iban.replace(/[ -]/g, '')) ? iban : undefined;
}

function hasCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
