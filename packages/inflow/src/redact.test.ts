import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsFrom, redact } from './redact.ts';

const TEST_CARDS = ['4242424242424242', '378282246310005', '6200000000000005', '4000000000000002'];

describe('redact', () => {
  it('removes a card number in any grouping and any surroundings', () => {
    const separator = fc.constantFrom(
      '',
      ' ',
      '  ',
      '-',
      '.',
      ' - ',
      '\u00a0',
      '_',
      '/',
      ',',
      '\t',
      '–',
      'x',
      '\u200b',
    );
    const around = fc.string().map((text) => text.replace(/\p{Nd}/gu, ''));
    fc.assert(
      fc.property(
        fc.constantFrom(...TEST_CARDS),
        separator,
        around,
        around,
        (card, between, before, after) => {
          const grouped = card.match(/.{1,4}/g)?.join(between) ?? card;
          const safe = redact(`${before}${grouped}${after}`);
          expect(safe.replace(/\P{Nd}/gu, '').length).toBeLessThan(6);
        },
      ),
    );
  });

  it('removes a secret in any surroundings', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(
          redact(`${before}s3cr&t$1${after}`, (text) => text.replaceAll('s3cr&t$1', '[removed]')),
        ).not.toContain('s3cr&t$1');
      }),
    );
  });

  it('does not shorten a long sentence in the middle of a card number', () => {
    expect(redact(`${'x'.repeat(195)}4242424242424242`)).not.toContain('4242');
  });

  it('keeps the short numbers of a sentence', () => {
    expect(redact('products.0.price must not be less than 150')).toBe(
      'products.0.price must not be less than 150',
    );
  });
});

describe('problemsFrom', () => {
  it.each([undefined, null, 7, {}, [7, null, {}]])('finds no problem in %j', (message) => {
    expect(problemsFrom(message)).toEqual([]);
  });

  it('keeps at most twenty problems', () => {
    expect(problemsFrom(Array(1_000).fill('currency is wrong'))).toHaveLength(20);
  });
});
