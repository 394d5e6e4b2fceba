/** Keeps an amount, a name or a code in its own direction inside a right-to-left sentence (Unicode UAX #9, FSI … PDI). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
