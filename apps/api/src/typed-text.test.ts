import { expect, test } from 'vitest';
import { decoded, typed, typedList } from './typed-text.ts';

test.each([
  'secret',
  ' secret\t',
  'secret\n',
  'secret\r\n',
  '\uFEFFsecret',
  '\u00A0secret',
  '"secret"',
  "'secret'\r\n",
  '\uFEFF"secret" ',
])('a value is what was meant: %j', (text) => {
  expect(typed(text)).toBe('secret');
});

test.each(['"', `it's`, '"a" and "b"', `"a'`, ''])('quotes that belong to a value stay: %j', (text) => {
  expect(typed(text)).toBe(text);
});

test('a list may be on lines, and each value in quotes', () => {
  for (const text of ['a,b', '"a", "b"', '"a,b"', 'a\r\nb\r\n', '\uFEFFa\n\nb', ' a ,, b, '])
    expect([text, typedList(text)]).toEqual([text, ['a', 'b']]);
});

test('the text of a file, with or without a mark', () => {
  for (const encoding of ['utf8', 'utf16le'] as const)
    expect(decoded(Buffer.from('\uFEFF{"name":"Zoë"}', encoding))).toBe('{"name":"Zoë"}');
  expect(decoded(Buffer.from('\uFEFFZoë', 'utf16le').swap16())).toBe('Zoë');
  expect(decoded(Buffer.from('Zoë'))).toBe('Zoë');
});
