import { checkout } from './en/checkout.ts';
import { fields } from './en/fields.ts';
import { pages } from './en/pages.ts';
import { refusals } from './en/refusals.ts';

/** Every sentence of the pages. Another language is complete when it has the type of this one (`Messages`). */
export const en = { lang: 'en', dir: 'ltr', ...pages, ...checkout, ...fields, ...refusals };
