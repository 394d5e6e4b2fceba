import type { Messages } from './messages.ts';
import { checkout } from './pl/checkout.ts';
import { fields } from './pl/fields.ts';
import { pages } from './pl/pages.ts';
import { refusals } from './pl/refusals.ts';

export const pl: Messages = {
  lang: 'pl',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
