import type { Language } from '@checkout/schemas/language';
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

/** Only the needed language is downloaded. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'ar':
      return (await import('./ar.ts')).ar;
    case 'de':
      return (await import('./de.ts')).de;
    case 'en':
      return (await import('./en.ts')).en;
    case 'es':
      return (await import('./es.ts')).es;
    case 'fr':
      return (await import('./fr.ts')).fr;
    case 'it':
      return (await import('./it.ts')).it;
    case 'nl':
      return (await import('./nl.ts')).nl;
    case 'pl':
      return (await import('./pl.ts')).pl;
    case 'pt':
      return (await import('./pt.ts')).pt;
    default:
      return language satisfies never;
  }
}
