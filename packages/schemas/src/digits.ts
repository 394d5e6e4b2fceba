const ASCII_ONLY = /^[\0-\x7f]*$/;
const DIGIT = /^\p{Nd}$/u;

/** The text with an ASCII digit for each decimal digit of any script (Unicode's category Nd); all else stays. */
export function withAsciiDigits(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  let written = '';
  for (const character of text) written += asciiDigit(character);
  return written;
}

/** Unicode has the digits of a script in rows of ten from 0 to 9, and rows side by side only without a gap. */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128 || !DIGIT.test(character)) return character;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
