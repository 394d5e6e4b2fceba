import { isLanguage, type Language } from './language.ts';

const NAME = 'language';
const A_YEAR_S = 365 * 24 * 60 * 60;

/** What the shopper chose earlier, from a `Cookie` header or `document.cookie`. It names a language and nobody. */
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
