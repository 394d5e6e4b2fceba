import { isLanguage, type Language } from './language.ts';

export type Speech = {
  readonly language: Language;
  /** For numbers and dates: the shopper's own region where it speaks this language. */
  readonly locale: string;
};

/** What the shopper chose, else the first of the browser's languages that the pages speak, else English. */
export function negotiate(preferred: readonly string[], chosen: Language | null = null): Speech {
  for (const locale of preferred) {
    const language = languageOf(locale);
    if (isLanguage(language) && (chosen === null || language === chosen)) return { language, locale };
  }
  const language = chosen ?? 'en';
  // Its sentences are Portugal's, but the language alone counts as Brazil's.
  return { language, locale: language === 'pt' ? 'pt-PT' : language };
}

function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return null;
  }
}
