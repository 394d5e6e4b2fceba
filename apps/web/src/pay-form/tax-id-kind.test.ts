import { expect, it } from 'vitest';
import { taxIdKind } from './tax-id-kind.ts';

it.each([
  ['DE', { isVat: true, name: null, digits: false }],
  ['GB', { isVat: true, name: null, digits: false }],
  ['US', { isVat: false, name: 'EIN', digits: true }],
  ['BR', { isVat: false, name: 'CNPJ', digits: false }],
  ['JP', { isVat: false, name: null, digits: false }],
  ['', { isVat: false, name: null, digits: false }],
])('the tax id of a business in %s', (country, kind) => {
  expect(taxIdKind(country)).toEqual(kind);
});
