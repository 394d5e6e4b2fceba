/** The languages that the console speaks, each by its own name. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGE_NAMES;

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGE_NAMES, value);
}

export const LANGUAGES: readonly Language[] = Object.keys(LANGUAGE_NAMES).filter(isLanguage);

/** Null for what no format takes: a browser may be started with a tag of its system, as `en-US@posix`. */
function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return null;
  }
}

const CHOSEN = 'language';

export type Speech = {
  readonly language: Language;
  /** For numbers and dates: the reader's own region where it speaks this language. */
  readonly locale: string;
};

/** What the reader chose, else the first of the browser's languages that the console speaks, else English. */
export function negotiate(preferred: readonly string[], chosen: Language | null): Speech {
  for (const locale of preferred) {
    const language = languageOf(locale);
    if (isLanguage(language) && (chosen === null || language === chosen)) return { language, locale };
  }
  const language = chosen ?? 'en';
  return { language, locale: language };
}

export function readChosenLanguage(): Language | null {
  try {
    const chosen = window.localStorage.getItem(CHOSEN);
    return isLanguage(chosen) ? chosen : null;
  } catch {
    return null;
  }
}

/** Where storage is off, the choice lasts as long as the page. */
export function keepChosenLanguage(language: Language): void {
  try {
    window.localStorage.setItem(CHOSEN, language);
  } catch {}
}
