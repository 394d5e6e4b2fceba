import { COUNTRY_CODES } from '@checkout/schemas/country-code';

export type Country = { readonly code: string; readonly name: string };

/** All countries in the shopper's language, in its alphabetical order. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(locale);
  return COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    compare(a.name, b.name),
  );
}

const assigned: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** The region that the browser's languages name, or the one where the first of them is mostly spoken. */
export function likelyCountry(languages: readonly string[]): string | null {
  const locales = languages.flatMap((language) => {
    try {
      return [new Intl.Locale(language)];
    } catch {
      return [];
    }
  });
  const named = locales.find((locale) => locale.region !== undefined && assigned.has(locale.region));
  const region = named?.region ?? locales[0]?.maximize().region;
  return region !== undefined && assigned.has(region) ? region : null;
}
