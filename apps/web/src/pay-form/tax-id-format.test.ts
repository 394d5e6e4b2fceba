import { expect, it } from 'vitest';
import { taxIdOddity } from './tax-id-format.ts';

it.each([
  ['', 'DE'],
  ['DE123456789', 'DE'],
  ['de 123 456 789', 'DE'],
  ['123456789', 'DE'],
  ['ＤＥ१२३४५६७८९\u200e', 'DE'],
  // Registered elsewhere in the EU.
  ['FR12 345678901', 'DE'],
  ['EL123456789', 'GR'],
  ['NL123456789B01', 'NL'],
  ['ATU12345678', 'AT'],
  ['12-3456789', 'US'],
])('%s in %s looks right', (id, country) => expect(taxIdOddity(id, country)).toBeNull());

it.each([
  ['DE12345', 'DE', 'DE123456789'],
  ['hello', 'FR', 'FRXX123456789'],
  ['none', 'US', null],
  ['12', 'US', null],
])('%s in %s looks odd', (id, country, example) => expect(taxIdOddity(id, country)).toEqual({ example }));
