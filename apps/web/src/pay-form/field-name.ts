/** The fields that can be wrong. */
export const FIELD_NAMES = [
  'email',
  'cardNumber',
  'expiry',
  'cvc',
  'name',
  'country',
  'postalCode',
  'businessName',
  'taxId',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

const names: ReadonlySet<string> = new Set(FIELD_NAMES);

export function isFieldName(name: string): name is FieldName {
  return names.has(name);
}
