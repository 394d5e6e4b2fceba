/** The languages that the pages speak. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Speech = {
  readonly language: Language;
  /** For numbers and dates: the shopper's own region where it speaks this language. */
  readonly locale: string;
};

/** The first of the browser's languages that the pages speak; English where they speak none. */
export function negotiate(preferred: readonly string[]): Speech {
  for (const locale of preferred) {
    const language = LANGUAGES.find((spoken) => languageOf(locale) === spoken);
    if (language !== undefined) return { language, locale };
  }
  return { language: 'en', locale: 'en' };
}

function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return null;
  }
}
