import type { en } from './en.ts';
import type { Language } from './language.ts';

/** What every language must say. A sentence that is missing or has other parameters fails the build. */
export type Messages = typeof en;

/** Only the needed language is downloaded. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'de':
      return (await import('./de.ts')).de;
    default:
      return language satisfies never;
  }
}
