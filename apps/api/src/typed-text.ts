const LINE_ENDS = /\s*[\r\n]+\s*/g;

/** A value as it was meant: without the line end, the byte-order mark, the spaces and the pair of quotes that a file or a shell has left around it. */
export function typed(text: string): string {
  const value = text.trim();
  const [, quote, quoted] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return quote === undefined || quoted === undefined || quoted.includes(quote) ? value : quoted.trim();
}

/** The values of a list, which are separated by commas or are on lines of their own. */
export function typedList(text: string): string[] {
  return typed(text)
    .replaceAll(LINE_ENDS, ',')
    .split(',')
    .map(typed)
    .filter((entry) => entry !== '');
}

/** A file's text, without its byte-order mark. Windows also writes UTF-16, and then the mark says which. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16) return new TextDecoder().decode(bytes);
  return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}
