import { expect, it } from 'vitest';
import { draftOf } from './draft.ts';

it('keeps nothing of the card', () => {
  const draft = draftOf({
    email: 'ada@example.com',
    method: 'card',
    cardNumber: '4242 4242 4242 4242',
    expiry: '01/30',
    cvc: '987',
    name: 'Ada Lovelace',
    save: true,
    country: 'DE',
    postalCode: '10115',
    business: true,
    businessName: 'Analytical Engines',
    taxId: 'DE123456789',
  });
  expect(draft.email).toBe('ada@example.com');
  expect(Object.keys(draft).sort()).toEqual([
    'business',
    'businessName',
    'country',
    'email',
    'postalCode',
    'taxId',
  ]);
});
