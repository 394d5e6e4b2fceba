import type { Messages } from './messages.ts';
import { checkout } from './nl/checkout.ts';
import { fields } from './nl/fields.ts';
import { pages } from './nl/pages.ts';
import { refusals } from './nl/refusals.ts';

export const nl: Messages = {
  lang: 'nl',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
