import { expect, it } from 'vitest';
import { countriesIn, likelyCountry } from './countries.ts';

it('sorts countries as the language does', () => {
  const german = countriesIn('de').map(({ name }) => name);
  expect(german.indexOf('Österreich')).toBeLessThan(german.indexOf('Polen'));
  expect(german).toHaveLength(249);
});

it.each([
  [['en-GB', 'fr-FR'], 'GB'],
  [['en', 'fr-CH'], 'CH'],
  [['de'], 'DE'],
  [['%%'], null],
  [[], null],
])('%j is probably in %s', (languages, country) => expect(likelyCountry(languages)).toBe(country));
