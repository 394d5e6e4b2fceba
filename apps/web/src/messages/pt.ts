import type { Messages } from './messages.ts';
import { checkout } from './pt/checkout.ts';
import { fields } from './pt/fields.ts';
import { pages } from './pt/pages.ts';
import { refusals } from './pt/refusals.ts';

export const pt: Messages = {
  lang: 'pt',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
