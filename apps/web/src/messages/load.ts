import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

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
