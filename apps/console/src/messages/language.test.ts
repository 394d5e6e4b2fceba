import { expect, it } from 'vitest';
import { negotiate } from './language.ts';

it.each([
  [['fr-FR', 'de-AT', 'en'], null, { language: 'de', locale: 'de-AT' }],
  [['fr-FR'], null, { language: 'en', locale: 'en' }],
  [['en-GB', 'de-CH'], 'de', { language: 'de', locale: 'de-CH' }],
  [['en-US@posix'], null, { language: 'en', locale: 'en' }],
  [['en-GB'], 'de', { language: 'de', locale: 'de' }],
] as const)('of %j, having chosen %s', (preferred, chosen, speech) => {
  expect(negotiate(preferred, chosen)).toEqual(speech);
});
