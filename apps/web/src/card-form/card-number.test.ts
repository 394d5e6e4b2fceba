import { describe, expect, it } from 'vitest';
import { editCardNumber, groupDigits, isNumberComplete } from './card-number.ts';
import type { EditKind } from './text-edit.ts';

/** Runs an edit written with `|` for the caret, as in `4242| 42`. */
function edit(before: string, after: string, kind: EditKind): string {
  const caret = after.indexOf('|');
  const result = editCardNumber(
    { value: after.replace('|', ''), caret },
    { before: before.replace('|', ''), kind },
  );
  return `${result.value.slice(0, result.caret)}|${result.value.slice(result.caret)}`;
}

function type(keys: string): string {
  let field = '|';
  for (const key of keys) field = edit(field, field.replace('|', `${key}|`), 'insert');
  return field;
}

describe('grouping', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['378282246310005', '3782 822463 10005'],
    ['30000000000000', '3000 000000 0000'],
    ['6200000000000000001', '6200 0000 0000 0000 001'],
    ['4', '4'],
    ['42424', '4242 4'],
    ['', ''],
  ])('%s is shown as "%s"', (digits, shown) => expect(groupDigits(digits)).toBe(shown));
});

describe('typing', () => {
  it('groups as the digits come', () => {
    expect(type('42424')).toBe('4242 4|');
    expect(type('4242424242424242')).toBe('4242 4242 4242 4242|');
    expect(type('378282246310005')).toBe('3782 822463 10005|');
  });

  it('ignores what is not a digit', () => {
    expect(type('4a2-4 2')).toBe('4242|');
  });

  it('takes no digit beyond the brand’s longest number', () => {
    expect(type('3782822463100059')).toBe('3782 822463 10005|');
  });

  it('takes no digit in the middle of a full number, and loses none of it', () => {
    expect(edit('3782| 822463 10005', '37829| 822463 10005', 'insert')).toBe('3782 |822463 10005');
  });

  it('keeps the caret behind a digit typed in the middle', () => {
    expect(edit('42|42 4242', '429|42 4242', 'insert')).toBe('429|4 2424 2');
    expect(edit('424|2 4242', '4249|2 4242', 'insert')).toBe('4249 |2424 2');
  });

  it('reads Arabic and full-width digits', () => {
    expect(edit('|', '٤٢٤٢４２|', 'insert')).toBe('4242 42|');
  });
});

describe('deleting', () => {
  it('keeps the caret while deleting in the middle', () => {
    expect(edit('424|2 4242', '42|2 4242', 'deleteBackward')).toBe('42|24 242');
  });

  it('deletes the digit before a space when the space is deleted backwards', () => {
    expect(edit('4242 |4242', '4242|4242', 'deleteBackward')).toBe('424|4 242');
  });

  it('deletes the digit after a space when the space is deleted forwards', () => {
    expect(edit('4242| 4242', '4242|4242', 'deleteForward')).toBe('4242| 242');
  });

  it('regroups when the brand changes', () => {
    expect(edit('3|782 822463 10005', '|782 822463 10005', 'deleteBackward')).toBe('|7828 2246 3100 05');
  });

  it('deletes a selection whole', () => {
    expect(edit('4242 4242 4242', '42|42', 'deleteBackward')).toBe('42|42');
  });
});

describe('pasting', () => {
  it('takes spaces and dashes', () => {
    expect(edit('|', '4242-4242 4242–4242|', 'other')).toBe('4242 4242 4242 4242|');
  });

  it('never cuts a number that is too long', () => {
    expect(edit('|', '37828224631000599|', 'other')).toBe('3782 822463 1000599|');
  });
});

describe('a card number is complete', () => {
  it.each([
    ['5555555555554444', true],
    ['378282246310005', true],
    // Visa's and Discover's table allows 19 digits, which hardly a card has.
    ['4242424242424242', true],
    ['6011601160116011', true],
    // UnionPay's cards with 19 digits are common.
    ['6200000000000005', false],
    // The last digit does not fit: the shopper will want to correct it.
    ['5555555555554445', false],
    ['555555555555444', false],
    ['', false],
  ])('%s: %s', (digits, complete) => expect(isNumberComplete(digits)).toBe(complete));
});
