const ZEROS = [0x0030, 0x0660, 0x06f0, 0xff10];

/** The decimal digits in a text, as ASCII: Arabic, Persian and full-width keyboards type others. */
export function digitsOf(text: string): string {
  let digits = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code <= start + 9);
    if (zero !== undefined) digits += String(code - zero);
  }
  return digits;
}
