import { expect, it } from 'vitest';
import { createDrafts, type Draft, draftOf } from './drafts.tsx';
import { readForm } from './form-values.ts';

it('keeps nothing of the card', () => {
  const draft = draftOf({
    ...readForm(new FormData()),
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

it('begins the fresh checkout with what was typed into the expired one, and no other', () => {
  const drafts = createDrafts();
  const draft: Draft = {
    email: 'ada@example.com',
    country: 'FR',
    postalCode: '',
    business: false,
    businessName: '',
    taxId: '',
  };
  drafts.keep('cs_old', draft);
  expect(drafts.of('cs_other')).toBeNull();
  drafts.handOver('cs_old', 'cs_fresh');
  expect(drafts.of('cs_fresh')).toEqual(draft);
  drafts.handOver('cs_old', 'cs_third');
  expect(drafts.of('cs_third')).toBeNull();
});
