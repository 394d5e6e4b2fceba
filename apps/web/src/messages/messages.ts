import type { checkout } from './en/checkout.ts';
import type { fields } from './en/fields.ts';
import type { pages } from './en/pages.ts';
import type { refusals } from './en/refusals.ts';
import type { en } from './en.ts';

/** What every language must say. A sentence that is missing or has other parameters fails the build. */
export type Messages = typeof en;

/** The same by area, one file each in a language's folder. */
export type Pages = typeof pages;
export type CheckoutTexts = typeof checkout;
export type Fields = typeof fields;
export type Refusals = typeof refusals;
