import { describe, expect, it } from 'vitest';
import { editExpiry, expiryProblem, isExpiredAtOnce, isExpiryComplete, parseExpiry } from './expiry.ts';
import type { EditKind } from './text-edit.ts';

const now = new Date('2026-06-15T12:00:00Z');

describe('reading', () => {
  it.each([
    '1/30',
    '01/30',
    '01/2030',
    '0130',
    '012030',
    '130',
    '01 / 30',
    '01-30',
    '01.2030',
    '2030-01',
    '٠١/٣٠',
    '०१/३०',
    '০১-৩০',
    '๐๑ ๓๐',
    '０１／３０',
    '01⁄30',
    '\u200e01/30\u200e',
    '30/01',
    '30-01',
    '3001',
    '203001',
    '2030/01',
    '2030-01-31',
    'exp 01/30',
  ])('%s is January 2030', (typed) => expect(parseExpiry(typed)).toEqual({ month: 1, year: 2030 }));

  it.each([
    ['', 'required'],
    ['  ', 'required'],
    ['0', 'incomplete'],
    ['1', 'incomplete'],
    ['12', 'incomplete'],
    ['12/', 'incomplete'],
    ['12/3', 'incomplete'],
    ['12/203', 'incomplete'],
    ['13/30', 'invalid'],
    ['00/30', 'invalid'],
    ['30/13', 'invalid'],
    ['30/1', 'invalid'],
    ['31/30', 'invalid'],
    ['12/1930', 'invalid'],
    ['12/20300', 'invalid'],
  ])('"%s" is %s', (typed, problem) => expect(expiryProblem(typed, now)).toBe(problem));

  it('takes what may be both as month and year', () => {
    expect(parseExpiry('11/12')).toEqual({ month: 11, year: 2012 });
    expect(parseExpiry('1112')).toEqual({ month: 11, year: 2012 });
  });

  it('accepts the month that runs and refuses the one before', () => {
    expect(expiryProblem('06/26', now)).toBeNull();
    expect(expiryProblem('05/26', now)).toBe('expired');
  });
});

describe('saying "expired" while typing', () => {
  it.each([
    ['05/26', true],
    ['05/2025', true],
    ['0519', true],
    ['05/20', false],
    ['05/2', false],
    ['06/26', false],
  ])('%s: %s', (typed, at) => expect(isExpiredAtOnce(typed, now)).toBe(at));
});

describe('typing', () => {
  function type(keys: string): string {
    let field = '';
    for (const key of keys)
      field = editExpiry({ value: field + key, caret: field.length + 1 }, 'insert').value;
    return field;
  }
  it.each([
    ['1', '1'],
    ['01', '01/'],
    ['12', '12/'],
    ['5', '05/'],
    ['1/30', '01/30'],
    ['01/30', '01/30'],
    ['0130', '01/30'],
    ['130', '01/30'],
    ['01/2030', '01/2030'],
    ['012030', '01/2030'],
    ['0120309', '01/2030'],
    ['ab', ''],
  ])('%s becomes %s', (keys, shown) => expect(type(keys)).toBe(shown));

  it.each(['1/30', '0130', '2030-01'])('%s pasted becomes whole', (pasted) => {
    expect(parseExpiry(editExpiry({ value: pasted, caret: pasted.length }, 'other').value)).toEqual({
      month: 1,
      year: 2030,
    });
  });

  it.each<[string, number, EditKind]>([
    ['01', 2, 'deleteBackward'],
    ['1/30', 0, 'deleteForward'],
    ['041/30', 2, 'insert'],
  ])('leaves %s alone while it is edited elsewhere than at the end', (value, caret, kind) => {
    expect(editExpiry({ value, caret }, kind)).toEqual({ value, caret });
  });
});

describe('an expiry date is complete', () => {
  it.each([
    ['01/30', true],
    ['01/2030', true],
    // Could still become 01/2030.
    ['01/20', false],
    ['01/3', false],
    ['13/30', false],
    ['01/25', false],
  ])('%s: %s', (typed, complete) =>
    expect(isExpiryComplete(typed, new Date('2026-01-01T00:00:00Z'))).toBe(complete),
  );
});
