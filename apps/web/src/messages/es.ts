import { checkout } from './es/checkout.ts';
import { fields } from './es/fields.ts';
import { pages } from './es/pages.ts';
import { refusals } from './es/refusals.ts';
import type { Messages } from './messages.ts';

export const es: Messages = {
  lang: 'es',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
