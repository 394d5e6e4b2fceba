import { LANGUAGES, type Language } from '@checkout/schemas/language';
import { describe, expect, it } from 'vitest';
import { LATE_TEXTS } from '../server/late-texts.ts';
import { loadMessages } from './messages.ts';

/** Every sentence, with its place; a sentence with parameters is said with them as `<1>`, `<2>`. */
function sentences(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') {
    const said: unknown = place.endsWith('wrongFields') ? value(3) : value('<1>', '<2>');
    return [[place, String(said)]];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${place}.${key}`));
}

const RIGHT_TO_LEFT = ['ar', 'dv', 'fa', 'he', 'ps', 'ur', 'yi'];

/** Words that are the same in another language, by right. */
const MAY_BE_EQUAL =
  /\.(label|subtotal|total|contact|email|items|dir|title|date|cart|hint|tax|vat|taxAt|expiryForm)$/;

describe.each(LANGUAGES)('%s', (language: Language) => {
  it('knows its own name and says every sentence', async () => {
    const messages = await loadMessages(language);
    expect(messages.lang).toBe(language);
    expect(messages.dir).toBe(RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr');
    const empty = sentences(messages).filter(([place, said]) => said === '' && !place.endsWith('.hint'));
    expect(empty).toEqual([]);
  });

  it('leaves no English sentence behind and no parameter out', async () => {
    const english = new Map(sentences(await loadMessages('en')));
    const messages = await loadMessages(language);
    for (const [place, said] of sentences(messages)) {
      const original = english.get(place) ?? '';
      const parameters = (original.match(/<\d>/g) ?? []).filter((parameter) => !said.includes(parameter));
      expect([place, parameters]).toEqual([place, []]);
      if (language !== 'en' && original !== '' && !MAY_BE_EQUAL.test(place))
        expect([place, said]).not.toEqual([place, original]);
    }
  });
});

/** What is written wrongly, in any language and in this one. */
const MISSPELT: Partial<Record<Language, RegExp>> = {
  // As the label says it, and as browsers and other checkouts do.
  en: /e-mail/i,
  // A line must not begin with them.
  fr: /[ \u202f][;:!?]/,
  de: /\S…/,
};

it.each(LANGUAGES)('%s has apostrophes, ellipses and spaces as they are printed', async (language) => {
  const messages = sentences([await loadMessages(language), LATE_TEXTS[language]]);
  const wrong = messages.filter(
    ([, said]) => /['"]|\.\.\.|^ | $| {2}/.test(said) || MISSPELT[language]?.test(said),
  );
  expect(wrong).toEqual([]);
});

it.each([
  ['pl', 1, 'Sprawdź zaznaczone pole.'],
  ['pl', 3, 'Sprawdź 3 zaznaczone pola.'],
  ['pl', 5, 'Sprawdź 5 zaznaczonych pól.'],
  ['ar', 2, 'تحقّق من الحقلين المحدَّدين.'],
  ['ar', 4, 'تحقّق من 4 حقول محدَّدة.'],
] as const)('%s counts %i fields in its own way', async (language, count, said) => {
  expect((await loadMessages(language)).form.wrongFields(count)).toBe(said);
});
