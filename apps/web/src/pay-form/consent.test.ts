// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { second, withTerms } from '../gallery/merchants.ts';
import { loadMessages } from '../messages/messages.ts';
import { readConsent } from './consent.tsx';

const form = (checked: boolean) => {
  const made = document.createElement('form');
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', name: 'consent', checked });
  made.append(box);
  return made;
};

it('is sent in the words that the page shows, with whether the box is ticked', async () => {
  const messages = await loadMessages('de');
  expect(readConsent(form(true), second, messages)).toEqual({
    wording: 'Ich stimme zu: AGB · Rückerstattungsbedingungen',
    accepted: true,
  });
  expect(readConsent(form(false), second, messages)?.accepted).toBe(false);
  expect(readConsent(document.createElement('form'), withTerms('line'), messages)).toEqual({
    wording: 'Mit der Zahlung stimmen Sie zu: AGB · Rückerstattungsbedingungen',
    accepted: false,
  });
});

it('is not sent where there is nothing to agree to', async () => {
  const messages = await loadMessages('en');
  expect(readConsent(form(true), { ...second, consent: null }, messages)).toBeUndefined();
});
