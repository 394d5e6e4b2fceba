import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './language.ts';
import { loadMessages } from './messages.ts';

/** Every sentence, with its place; a sentence with parameters is said with them as `<1>`, `<2>`, `<3>`. */
function sentences(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') return [[place, String(value('<1>', '<2>', '<3>'))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${place}.${key}`));
}

/** Words that are the same in another language, by right: proper names, and words that German has taken over. */
const MAY_BE_EQUAL =
  /\.(none|name|status|url|tax|median|quantity|change|about|readOut|size|inflow|shop|threeDs|checkout|caption|waiting\.name|logo|drawn\.number)$/;

describe.each(LANGUAGES)('%s', (language) => {
  it('knows its own name and says every sentence', async () => {
    const messages = await loadMessages(language);
    expect(messages.lang).toBe(language);
    expect(sentences(messages).filter(([, said]) => said === '')).toEqual([]);
  });

  it('leaves no English sentence behind and no parameter out', async () => {
    const english = new Map(sentences(await loadMessages('en')));
    for (const [place, said] of sentences(await loadMessages(language))) {
      const original = english.get(place) ?? '';
      const missing = (original.match(/<\d>/g) ?? []).filter((parameter) => !said.includes(parameter));
      expect([place, missing]).toEqual([place, []]);
      if (language !== 'en' && !MAY_BE_EQUAL.test(place))
        expect([place, said]).not.toEqual([place, original]);
    }
  });
});
