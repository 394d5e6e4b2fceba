/** What is not seen: soft hyphens, zero-width characters, variation selectors. */
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
const DIGIT = /^\p{Nd}$/u;
const ALL_ASCII = /^[\0-\x7f]*$/;

/** `origins`: for each index of `plain`, and its length, the index in the text it came from; absent where they are the same. */
export type PlainText = { readonly plain: string; readonly origins?: readonly number[] };

/**
 * A text for search: compatible characters are one (NFKC: full-width, mathematical, superscript), a decimal digit of any script
 * is an ASCII digit, and what is not seen is left out.
 */
export function plainText(text: string): PlainText {
  if (ALL_ASCII.test(text)) return { plain: text };
  let plain = '';
  const origins: number[] = [];
  let origin = 0;
  for (const character of text) {
    const shown = INVISIBLE.test(character) ? '' : digitOf(character.normalize('NFKC'));
    for (let unit = 0; unit < shown.length; unit += 1) origins.push(origin);
    plain += shown;
    origin += character.length;
  }
  origins.push(origin);
  return { plain, origins };
}

/** Unicode has the ten digits of a script in a row, and no two such rows side by side but those that NFKC maps. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128 || !DIGIT.test(character)) return character;
  let value = 0;
  while (DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
