/** Cents as a person reads them: `€59.99`. */
export const money = (cents: number, currency: string, locale = 'en-GB'): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
