import { expect, it } from 'vitest';
import { acceptedLanguages } from './accepted-languages.ts';

it.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', ['fr-FR', 'fr', 'en']],
  ['en;q=0.2, de ; q=0.7,nl', ['nl', 'de', 'en']],
  ['de;q=0,en', ['en']],
  ['ar-u-nu-latn,fr', ['ar', 'fr']],
  ['*', []],
  ['<script>,;;,q=1', []],
  ['', []],
  ['de,'.repeat(200), []],
])('reads %j', (header, languages) => expect(acceptedLanguages(header)).toEqual(languages));
