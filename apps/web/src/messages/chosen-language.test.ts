import { expect, it } from 'vitest';
import { chosenLanguageOf } from './chosen-language.ts';

it.each([
  ['language=de', 'de'],
  ['a=b; language=fr; c=d', 'fr'],
  ['language=xx', null],
  ['language=__proto__', null],
  ['mylanguage=de', null],
  ['', null],
])('finds in %j the language %s', (cookies, language) => expect(chosenLanguageOf(cookies)).toBe(language));
