import { withAsciiDigits } from './digits.ts';

/** What is not seen: soft hyphens, zero-width characters, variation selectors. */
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
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
    const shown = INVISIBLE.test(character) ? '' : withAsciiDigits(character.normalize('NFKC'));
    for (let unit = 0; unit < shown.length; unit += 1) origins.push(origin);
    plain += shown;
    origin += character.length;
  }
  origins.push(origin);
  return { plain, origins };
}
