import { checkout } from './de/checkout.ts';
import { fields } from './de/fields.ts';
import { pages } from './de/pages.ts';
import { refusals } from './de/refusals.ts';
import type { Messages } from './messages.ts';

export const de: Messages = {
  lang: 'de',
  dir: 'ltr',
  ...pages,
  ...checkout,
  ...fields,
  ...refusals,
};
