import { withAsciiDigits } from '@checkout/schemas/digits';
import type { FormValues } from './form-values.ts';
import { isChanged } from './replay-typed.ts';

/** What is worth typing only once. Nothing of the card but the name on it: no number, no expiry date, no security code. */
export type Draft = Pick<
  FormValues,
  'email' | 'name' | 'country' | 'postalCode' | 'business' | 'businessName' | 'taxId'
>;

/** How many digits may stand between the letters of a text: more can be a card that was typed into the wrong field. */
const MOST_DIGITS = { email: 12, name: 0, country: 0, postalCode: 9, businessName: 6, taxId: 12 } as const;
type TextName = keyof typeof MOST_DIGITS;
const LONGEST = 300;

/** Of anything, for example of what was stored: texts that cannot be kept are empty. Null where it is not a draft at all. */
export function draftOf(value: Readonly<Partial<Record<keyof Draft, unknown>>>): Draft | null {
  if (typeof value.business !== 'boolean') return null;
  const text = (name: TextName) => {
    const typed = value[name];
    if (typeof typed !== 'string' || typed.length > LONGEST) return '';
    return mostDigits(typed) > MOST_DIGITS[name] ? '' : typed;
  };
  return {
    email: text('email'),
    name: text('name'),
    country: text('country'),
    postalCode: text('postalCode'),
    business: value.business,
    businessName: text('businessName'),
    taxId: text('taxId'),
  };
}

function mostDigits(text: string): number {
  const parts = withAsciiDigits(text).split(/\p{L}/u);
  return Math.max(...parts.map((part) => part.replace(/\D/g, '').length));
}

/** Reads only these fields, and so none of the card's, because it is called again and again. */
export function readDraft(form: HTMLFormElement, before: Draft | null): Draft | null {
  const text = (name: TextName) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : null;
  };
  const business = form.elements.namedItem('business');
  return draftOf({
    email: text('email'),
    // Not asked for with a saved card.
    name: text('name') ?? before?.name,
    country: text('country'),
    postalCode: text('postalCode'),
    business: business instanceof HTMLInputElement && business.checked,
    businessName: text('businessName'),
    taxId: text('taxId'),
  });
}

/** Fills the fields that nothing was typed into or chosen in. */
export function fillUntouched(form: HTMLFormElement, draft: Draft): void {
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) {
      const isOffered = Array.from(field.options).some((option) => option.value === value);
      if (isOffered && !isChanged(field)) field.value = String(value);
    } else if (field instanceof HTMLInputElement && !field.readOnly && !isChanged(field)) {
      if (typeof value === 'boolean') field.checked = value;
      else if (value !== '') field.value = value;
    }
  }
}
