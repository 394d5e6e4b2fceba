import { describe, expect, it } from 'vitest';
import { formatsOf, formatsWith } from './format.ts';

describe('formats', () => {
  const en = formatsOf('en-GB');

  it('says money in the unit of its currency', () => {
    expect(en.money(5999, 'EUR')).toBe('€59.99');
    expect(en.money(5, 'EUR')).toBe('€0.05');
    expect(en.money(500, 'JPY')).toBe('JP¥500');
  });

  it('says a wait in seconds, then in minutes', () => {
    expect(en.inSeconds(25)).toBe('in 25 seconds');
    expect(en.inSeconds(1_500)).toBe('in 25 minutes');
    expect(formatsOf('pl').inSeconds(2)).toBe('za 2 sekundy');
  });

  it('survives a currency that is not one', () => {
    expect(en.money(100, '??')).toBe('100 ??');
  });

  it('keeps the decimals of a tax rate', () => {
    expect(en.percent(20)).toBe('20%');
    expect(en.percent(8.875)).toBe('8.875%');
  });

  it('says nothing for a date that is not one', () => {
    expect(en.dateTime('soon')).toBe('');
  });
});

describe('formats that know what was written', () => {
  it('use what the server wrote, also where they would write it otherwise', () => {
    const formats = formatsWith({ '5999 EUR': '59,99 €' }, formatsOf('en-GB'));
    expect(formats.money(5999, 'EUR')).toBe('59,99 €');
    expect(formats.money(5999, 'USD')).toBe('US$59.99');
    expect(formats.money(600, 'EUR')).toBe('€6.00');
  });

  it('tell what they wrote, except dates', () => {
    const written = {};
    const formats = formatsWith(written, formatsOf('en-GB'));
    formats.money(5999, 'EUR');
    formats.percent(20);
    formats.number(3);
    formats.dateTime('2026-11-22T12:00:00Z');
    expect(written).toEqual({ '5999 EUR': '€59.99', '20 %': '20%', '3': '3' });
  });
});
