import type { Messages } from './messages.ts';
import type { Language } from './negotiate.ts';

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
