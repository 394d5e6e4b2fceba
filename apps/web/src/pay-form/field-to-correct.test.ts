import { KNOWN_DECLINE_CODES } from '@checkout/schemas/decline';
import { expect, it } from 'vitest';
import { fieldToCorrect } from './field-to-correct.ts';

it('a decline leads to the field that the issuer names, and to none otherwise', () => {
  const led = KNOWN_DECLINE_CODES.map((code) => [code, fieldToCorrect(code)?.field] as const);
  expect(led.filter(([, field]) => field !== undefined)).toEqual([
    ['incorrect_cvc', 'cvc'],
    ['incorrect_number', 'cardNumber'],
    ['invalid_cvc', 'cvc'],
    ['invalid_number', 'cardNumber'],
    ['invalid_expiry_month', 'expiry'],
    ['invalid_expiry_year', 'expiry'],
    ['expired_card', 'expiry'],
  ]);
  expect(fieldToCorrect('a_new_code')).toBeNull();
});
