import { isLanguage, type Language } from '@checkout/schemas/language';

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

type Preferences = {
  /** Of the browser. */
  readonly languages: readonly string[];
  /** By the shopper. */
  readonly chosen: Language | null;
  /** Of the session, which a service made. */
  readonly locale: string | null;
};

/** The shopper's choice, else the session's language, else the browser's. Numbers and dates as in the session's region, where it names one. */
export function negotiateFor({ languages, chosen, locale }: Preferences): Speech {
  const language = locale === null ? null : languageOf(locale);
  if (locale === null || !isLanguage(language)) return negotiate(languages, chosen);
  return negotiate(locale === language ? languages : [locale, ...languages], chosen ?? language);
}

function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return null;
  }
}

const NAME = 'language';
const A_YEAR_S = 365 * 24 * 60 * 60;

/** What the shopper chose earlier, from a `Cookie` header or `document.cookie`. It names a language, not a person. */
export function chosenLanguageOf(cookies: string): Language | null {
  for (const cookie of cookies.split(';')) {
    const [name, value] = cookie.trim().split('=', 2);
    if (name === NAME && isLanguage(value)) return value;
  }
  return null;
}

export function readChosenLanguage(): Language | null {
  return chosenLanguageOf(document.cookie);
}

/** A cookie, so that the server draws the next page in this language. Where cookies are off, the choice lasts as long as the page. */
export function keepChosenLanguage(language: Language): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the page supports
  document.cookie = `${NAME}=${language}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax${secure}`;
}
