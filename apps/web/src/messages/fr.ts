import { checkout } from './fr/checkout.ts';
import { fields } from './fr/fields.ts';
import { pages } from './fr/pages.ts';
import { refusals } from './fr/refusals.ts';
import type { Messages } from './messages.ts';

export const fr: Messages = {
  lang: 'fr',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
