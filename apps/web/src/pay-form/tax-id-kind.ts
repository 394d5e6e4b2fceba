import { isEuMember } from '@checkout/schemas/country-code';

const VAT_BESIDE_EU: ReadonlySet<string> = new Set(['CH', 'GB', 'IS', 'LI', 'NO']);

/** What businesses of a country call their number, in every language; `digits`: it consists of nothing else. */
const OTHERS: Readonly<Record<string, { readonly name: string; readonly digits: boolean }>> = {
  AU: { name: 'ABN', digits: true },
  BR: { name: 'CNPJ', digits: false },
  CA: { name: 'GST/HST', digits: false },
  IN: { name: 'GSTIN', digits: false },
  MX: { name: 'RFC', digits: false },
  NZ: { name: 'GST', digits: true },
  SG: { name: 'GST', digits: false },
  US: { name: 'EIN', digits: true },
};

export type TaxIdKind = { readonly isVat: boolean; readonly name: string | null; readonly digits: boolean };

export function taxIdKind(country: string): TaxIdKind {
  const isVat = isEuMember(country) || VAT_BESIDE_EU.has(country);
  const { name = null, digits = false } = OTHERS[country] ?? {};
  return { isVat, name, digits };
}
