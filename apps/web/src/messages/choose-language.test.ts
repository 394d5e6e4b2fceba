import { expect, it } from 'vitest';
import { chosenLanguageOf, negotiate } from './choose-language.ts';

it.each([
  [['de-AT', 'en'], { language: 'de', locale: 'de-AT' }],
  [['fi', 'en-GB', 'de'], { language: 'en', locale: 'en-GB' }],
  [['eng-nonsense-!', 'xx'], { language: 'en', locale: 'en' }],
  [['ar-EG'], { language: 'ar', locale: 'ar-EG' }],
  [[], { language: 'en', locale: 'en' }],
])('%j is spoken to as %j', (preferred, speech) => expect(negotiate(preferred)).toEqual(speech));

it.each([
  [['en-GB', 'de-CH'], 'de', { language: 'de', locale: 'de-CH' }],
  [['en-GB'], 'pl', { language: 'pl', locale: 'pl' }],
] as const)('%j who chose %s is spoken to as %j', (preferred, chosen, speech) =>
  expect(negotiate(preferred, chosen)).toEqual(speech),
);

it.each([
  ['language=de', 'de'],
  ['a=b; language=fr; c=d', 'fr'],
  ['language=xx', null],
  ['language=__proto__', null],
  ['mylanguage=de', null],
  ['', null],
])('finds in %j the language %s', (cookies, language) => expect(chosenLanguageOf(cookies)).toBe(language));
