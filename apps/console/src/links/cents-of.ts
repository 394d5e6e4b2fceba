/** What was typed as a price, in hundredths: `49.99`, `49,99`, `49`. Null for anything else. Not by a product with 100, which is 4998.999… */
export function centsOf(typed: string): number | null {
  const found = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (found === null) return null;
  const [, whole = '', rest = ''] = found;
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
}
