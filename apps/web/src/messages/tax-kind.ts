import { isEuMember } from '@checkout/schemas/country-code';

/** What a country's tax on sales is called; `tax` where it has another name, or none is known. */
export type TaxKind = 'vat' | 'sales' | 'tax';

/** Outside the European Union; each calls it value-added tax in the languages of these pages. */
const VAT =
  'AE AL AR BA BH CH CL CO EC EG GB IL IS KE KR LI MA MC MD ME MK MX NG NO OM PH RS SA TH TR UA UY VN ZA';

export function taxKindOf(country: string | null): TaxKind {
  if (country === null) return 'tax';
  if (country === 'US') return 'sales';
  return isEuMember(country) || VAT.split(' ').includes(country) ? 'vat' : 'tax';
}
