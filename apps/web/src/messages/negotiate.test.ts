import { expect, it } from 'vitest';
import { negotiate } from './negotiate.ts';

it.each([
  [['de-AT', 'en'], { language: 'de', locale: 'de-AT' }],
  [['fi', 'en-GB', 'de'], { language: 'en', locale: 'en-GB' }],
  [['eng-nonsense-!', 'xx'], { language: 'en', locale: 'en' }],
  [[], { language: 'en', locale: 'en' }],
])('%j is spoken to as %j', (preferred, speech) => expect(negotiate(preferred)).toEqual(speech));
