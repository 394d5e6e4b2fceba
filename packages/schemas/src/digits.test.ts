import { expect, test } from 'vitest';
import { withAsciiDigits } from './digits.ts';

/** All rows of ten that this Unicode version has, each from its 0 to its 9. */
function rowsOfDigits(): string[] {
  const digits: number[] = [];
  for (let code = 0x80; code < 0x110000; code += 1)
    if (/^\p{Nd}$/u.test(String.fromCodePoint(code))) digits.push(code);
  const rows: string[] = [];
  for (let at = 0; at < digits.length; at += 10)
    rows.push(String.fromCodePoint(...digits.slice(at, at + 10)));
  return rows;
}

test('the digits of every script are read, and nothing else is changed', () => {
  const rows = rowsOfDigits();
  expect(rows.length).toBeGreaterThan(70);
  for (const row of rows) expect(withAsciiDigits(row), row).toBe('0123456789');
  expect(withAsciiDigits('४२४२ x ½²Ⅳ 一')).toBe('4242 x ½²Ⅳ 一');
});
