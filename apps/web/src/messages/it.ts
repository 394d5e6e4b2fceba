import { checkout } from './it/checkout.ts';
import { fields } from './it/fields.ts';
import { pages } from './it/pages.ts';
import { refusals } from './it/refusals.ts';
import type { Messages } from './messages.ts';

export const it: Messages = {
  lang: 'it',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
