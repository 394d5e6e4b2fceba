import creditCardType from 'credit-card-type';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { cardSchemaAt } from './card.ts';
import { brandOf, possibleBrands } from './card-brand.ts';
import { cardNumberProblem, cvcProblem, isExpired, normaliseCardNumber, passesLuhn } from './card-check.ts';
import { fieldErrorsOf } from './field-problem.ts';

const TEST_CARDS = [
  ['4242424242424242', 'visa'],
  ['5555555555554444', 'mastercard'],
  ['378282246310005', 'american-express'],
  ['4000056655665556', 'visa'],
  ['6200000000000005', 'unionpay'],
  ['4000000000000002', 'visa'],
  ['4000000000009995', 'visa'],
  ['5204247750001471', 'mastercard'],
  ['6011601160116011', 'discover'],
  ['340000000004001', 'american-express'],
  ['4000020000000000', 'visa'],
  ['370000000000002', 'american-express'],
  ['4111111111111111', 'visa'],
  ['4264281511112228', 'visa'],
  ['5424180000000171', 'mastercard'],
] as const;

const schema = cardSchemaAt(() => new Date('2026-06-15T12:00:00Z'));
const card = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };

function problems(input: unknown) {
  const result = z.safeParse(schema, input);
  return result.success ? {} : fieldErrorsOf(result.error.issues);
}

describe('card number', () => {
  test.each(TEST_CARDS)('%s of the documented test cards is a valid %s', (number, brand) => {
    expect(cardNumberProblem(number)).toBeNull();
    expect(brandOf(number)?.id).toBe(brand);
  });

  test('normalising drops spaces and dashes of any kind, and keeps letters', () => {
    expect(normaliseCardNumber(' 4242 4242\u00a04242‑4242')).toBe('4242424242424242');
    expect(problems({ ...card, number: '4242 4242 4242 424x' })).toEqual({ number: ['invalid'] });
  });

  test('number and security code are read in the digits of any script', () => {
    const typed = { ...card, number: '\u200e४२४२ ৪২৪২ ๔๒๔๒ ٤٢٤٢', cvc: '１２３' };
    expect(z.parse(schema, typed)).toMatchObject({ number: '4242424242424242', cvc: '123' });
  });

  test('required, incomplete, invalid and brand_not_accepted are told apart', () => {
    expect(cardNumberProblem('')).toBe('required');
    expect(cardNumberProblem('424242424242')).toBe('incomplete');
    expect(cardNumberProblem('4242424242424241')).toBe('invalid');
    expect(cardNumberProblem('35280000')).toBe('brand_not_accepted');
    expect(cardNumberProblem('9999999999')).toBe('invalid');
  });

  test('changing any single digit of a valid number fails the Luhn check', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEST_CARDS.filter(([number]) => passesLuhn(number))),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        ([number], at, by) => {
          const digit = (Number(number[at]) + by) % 10;
          return !passesLuhn(number.slice(0, at) + digit + number.slice(at + 1));
        },
      ),
    );
  });

  test('the brand is known as soon as it is certain, and not before', () => {
    expect(brandOf('3')).toBeNull();
    expect(possibleBrands('3').length).toBeGreaterThan(1);
    expect(brandOf('37')?.cvcLength).toBe(4);
    expect(brandOf('4')?.id).toBe('visa');
    expect(brandOf('401178')?.id).toBe('elo');
    expect(brandOf('6')).toBeNull();
    expect(brandOf('620')?.id).toBe('unionpay');
  });

  test('the brands of every prefix are those that the library finds', () => {
    const bounds = creditCardType('').flatMap(({ patterns }) => patterns.flat());
    const beside = bounds.flatMap((bound) => [bound - 1, bound, bound + 1].map(String));
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 19 });
    const known = fc.tuple(fc.constantFrom(...beside), digits).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(digits, known), (number) => {
        const ids = number === '' ? [] : creditCardType(number).map(({ type }) => type);
        const possible = possibleBrands(number).map(({ id }) => id);
        expect(possible.toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('expiry', () => {
  test('a card is valid to the end of its month in the last time zone', () => {
    expect(isExpired(5, 2026, new Date('2026-06-01T11:59:59Z'))).toBe(false);
    expect(isExpired(5, 2026, new Date('2026-06-01T12:00:00Z'))).toBe(true);
    expect(isExpired(12, 2025, new Date('2025-12-31T23:00:00Z'))).toBe(false);
  });

  test('an expired card is a problem of expYear, a month outside 1 to 12 one of expMonth', () => {
    expect(problems({ ...card, expMonth: 4, expYear: 2026 })).toEqual({ expYear: ['expired'] });
    expect(problems({ ...card, expMonth: 13 })).toEqual({ expMonth: ['invalid'] });
    expect(problems({ ...card, expYear: 34 })).toEqual({ expYear: ['invalid'] });
  });
});

describe('CVC', () => {
  test('must have the length of its brand', () => {
    expect(cvcProblem('123', '4242424242424242')).toBeNull();
    expect(cvcProblem('1234', '4242424242424242')).toBe('invalid');
    expect(cvcProblem('123', '378282246310005')).toBe('incomplete');
    expect(cvcProblem('1234', '378282246310005')).toBeNull();
    expect(cvcProblem('12a', '4242424242424242')).toBe('invalid');
    expect(cvcProblem('', '4242424242424242')).toBe('required');
  });
});

test('for any input as a card, the problems contain no part of it', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      const found = problems(input);
      for (const list of Object.values(found))
        for (const problem of list) expect(problem).toMatch(/^[a-z_]+$/);
    }),
  );
  expect(JSON.stringify(problems({ ...card, number: '4242424242424241', cvc: '98765' }))).not.toMatch(/\d/);
});
