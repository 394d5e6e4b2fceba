import { checkout } from './ar/checkout.ts';
import { fields } from './ar/fields.ts';
import { pages } from './ar/pages.ts';
import { refusals } from './ar/refusals.ts';
import type { Messages } from './messages.ts';

export const ar: Messages = {
  lang: 'ar',
  dir: 'rtl',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
