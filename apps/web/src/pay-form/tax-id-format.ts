import { plainText } from '@checkout/schemas/plain-text';

/**
 * How EU VAT numbers are written after the country's letters (European Commission, VIES FAQ, question 11), by the
 * country code of ISO 3166; Greece writes EL. Only for a hint: a tax id in another form is never refused.
 */
const VAT_NUMBERS: Readonly<Record<string, { readonly form: RegExp; readonly example: string }>> = {
  AT: { form: /^U\d{8}$/, example: 'ATU12345678' },
  BE: { form: /^[01]\d{9}$/, example: 'BE0123456789' },
  BG: { form: /^\d{9,10}$/, example: 'BG123456789' },
  CY: { form: /^\d{8}[A-Z]$/, example: 'CY12345678X' },
  CZ: { form: /^\d{8,10}$/, example: 'CZ12345678' },
  DE: { form: /^\d{9}$/, example: 'DE123456789' },
  DK: { form: /^\d{8}$/, example: 'DK12345678' },
  EE: { form: /^\d{9}$/, example: 'EE123456789' },
  ES: { form: /^[A-Z\d]\d{7}[A-Z\d]$/, example: 'ESX1234567X' },
  FI: { form: /^\d{8}$/, example: 'FI12345678' },
  FR: { form: /^[A-Z\d]{2}\d{9}$/, example: 'FRXX123456789' },
  GR: { form: /^\d{9}$/, example: 'EL123456789' },
  HR: { form: /^\d{11}$/, example: 'HR12345678901' },
  HU: { form: /^\d{8}$/, example: 'HU12345678' },
  IE: { form: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/, example: 'IE1234567WA' },
  IT: { form: /^\d{11}$/, example: 'IT12345678901' },
  LT: { form: /^(\d{9}|\d{12})$/, example: 'LT123456789' },
  LU: { form: /^\d{8}$/, example: 'LU12345678' },
  LV: { form: /^\d{11}$/, example: 'LV12345678901' },
  MT: { form: /^\d{8}$/, example: 'MT12345678' },
  NL: { form: /^[A-Z\d+*]{12}$/, example: 'NL123456789B01' },
  PL: { form: /^\d{10}$/, example: 'PL1234567890' },
  PT: { form: /^\d{9}$/, example: 'PT123456789' },
  RO: { form: /^\d{2,10}$/, example: 'RO123456789' },
  SE: { form: /^\d{12}$/, example: 'SE123456789012' },
  SI: { form: /^\d{8}$/, example: 'SI12345678' },
  SK: { form: /^\d{10}$/, example: 'SK1234567890' },
};

/** What is odd about a tax id: it is usually written like `example`, or (no known form) it hardly can be one. */
export type TaxIdOddity = { readonly example: string | null };

export function taxIdOddity(typed: string, country: string): TaxIdOddity | null {
  const id = plainText(typed)
    .plain.toUpperCase()
    .replace(/[\s.\-/]/g, '');
  if (id === '') return null;
  const letters = id.slice(0, 2) === 'EL' ? 'GR' : id.slice(0, 2);
  // With a country's letters it is that country's number, wherever the invoice goes.
  if (hasForm(letters) && VAT_NUMBERS[letters]?.form.test(id.slice(2))) return null;
  const own = hasForm(country) ? VAT_NUMBERS[country] : undefined;
  if (own !== undefined) return own.form.test(id) ? null : { example: own.example };
  return /\d/.test(id) && id.length >= 4 ? null : { example: null };
}

function hasForm(country: string): boolean {
  return Object.hasOwn(VAT_NUMBERS, country);
}
