/** What the form's fields hold, as typed. Lives only as long as one reading of the form. */
export type FormValues = {
  readonly email: string;
  readonly method: 'card' | 'saved';
  readonly cardNumber: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
  readonly save: boolean;
  readonly country: string;
  readonly postalCode: string;
  readonly business: boolean;
  readonly businessName: string;
  readonly taxId: string;
};

/** Fields that are not shown are empty: clearing "business" clears its data. */
export function readForm(data: FormData): FormValues {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    email: text('email'),
    method: text('method') === 'saved' ? 'saved' : 'card',
    cardNumber: text('cardNumber'),
    expiry: text('expiry'),
    cvc: text('cvc'),
    name: text('name'),
    save: data.has('save'),
    country: text('country'),
    postalCode: text('postalCode'),
    business: data.has('business'),
    businessName: text('businessName'),
    taxId: text('taxId'),
  };
}

/** Which way to pay is chosen; a card where there is no choice. */
export function readMethod(form: HTMLFormElement): FormValues['method'] {
  const saved = form.querySelector<HTMLInputElement>('input[name="method"][value="saved"]');
  return saved?.checked === true ? 'saved' : 'card';
}

/** The fields that can be wrong. */
const FIELD_NAMES = [
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
