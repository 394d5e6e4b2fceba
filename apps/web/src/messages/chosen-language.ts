import { isLanguage, type Language } from './language.ts';

const KEY = 'language';

/** What the shopper chose in an earlier page or tab. Storage can be switched off; then nothing was chosen. */
export function readChosenLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(KEY);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}

export function keepChosenLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Full or switched off: the choice lasts as long as the page.
  }
}
