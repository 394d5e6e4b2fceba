// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { type Draft, draftOf, fillUntouched, readDraft } from './draft.ts';
import { createDrafts } from './drafts.tsx';

const typed: Draft = {
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  country: 'DE',
  postalCode: '10115',
  business: true,
  businessName: 'Analytical Engines',
  taxId: 'DE123456789',
};

beforeEach(() => sessionStorage.clear());

function formOf(html: string): HTMLFormElement {
  document.body.innerHTML = `<form>${html}</form>`;
  return document.forms[0] as HTMLFormElement;
}

it('drafts: keep nothing of the card but the name', () => {
  const form = formOf(
    `<input name="email" value="ada@example.com"><input name="cardNumber" value="4242 4242 4242 4242">
     <input name="expiry" value="01/30"><input name="cvc" value="987"><input name="name" value="Ada Lovelace">`,
  );
  const draft = readDraft(form, null);
  expect(draft).toEqual({
    ...typed,
    country: '',
    postalCode: '',
    business: false,
    businessName: '',
    taxId: '',
  });
  if (draft !== null) createDrafts().keep('cs_1', draft);
  expect(JSON.stringify(sessionStorage)).not.toMatch(/4242|01\/30|987/);
});

it.each([
  ['email', '4242 4242 4242 4242'],
  ['email', '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢'],
  ['name', '4242'],
  ['name', 'Ada 987'],
  ['postalCode', '3782 822463 10005'],
  ['businessName', '4000 0200 0000'],
  ['taxId', '4242-4242-4242-4242'],
  ['email', 'a'.repeat(301)],
] as const)('drafts: leave out what can be a card in another field, in %s: %s', (name, text) => {
  expect(draftOf({ ...typed, [name]: text })).toEqual({ ...typed, [name]: '' });
});

it('drafts: survive the page, each for its own checkout', () => {
  createDrafts().keep('cs_1', typed);
  createDrafts().keep('cs_2', { ...typed, country: 'FR' });
  expect(createDrafts().of('cs_1')).toEqual(typed);
  expect(createDrafts().of('cs_2')?.country).toBe('FR');
  expect(createDrafts().of('cs_3')).toBeNull();
});

it('drafts: the checkout after an expired one begins with what was typed, and no other', () => {
  createDrafts().keep('cs_old', typed);
  createDrafts().offer('cs_old');
  createDrafts().offer('cs_unknown');
  expect(createDrafts().of('cs_fresh')).toEqual(typed);
  expect(createDrafts().of('cs_fresh', 'ada@example.com')).toEqual(typed);
  expect(createDrafts().of('cs_fresh', 'grace@example.com'), 'of another customer').toBeNull();
  createDrafts().keep('cs_fresh', typed);
  expect(createDrafts().of('cs_third')).toBeNull();
});

it('drafts: what was typed into an expired checkout is offered for an hour', () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  createDrafts().keep('cs_old', typed);
  createDrafts().offer('cs_old');
  vi.advanceTimersByTime(59 * 60_000);
  expect(createDrafts().of('cs_fresh')).toEqual(typed);
  vi.advanceTimersByTime(60_000);
  expect(createDrafts().of('cs_fresh')).toBeNull();
  vi.useRealTimers();
});

it('drafts: are forgotten, and only those of the paid checkout', () => {
  createDrafts().keep('cs_1', typed);
  createDrafts().keep('cs_2', typed);
  createDrafts().forget('cs_2');
  expect(createDrafts().of('cs_2')).toBeNull();
  expect(createDrafts().of('cs_1')).toEqual(typed);
  createDrafts().forget('cs_1');
  expect(sessionStorage.length).toBe(0);
});

it.each([
  'no json',
  'null',
  '5',
  '{}',
  '[null, 5, "text", {}]',
  '[{"sessionId":"cs_1"}]',
  '[{"sessionId":5,"business":true}]',
  '[{"sessionId":"cs_1","business":"yes","email":"ada@example.com"}]',
])('drafts: anything else in the storage is ignored: %s', (stored) => {
  sessionStorage.setItem('drafts', stored);
  expect(createDrafts().of('cs_1')).toBeNull();
  createDrafts().keep('cs_1', typed);
  expect(createDrafts().of('cs_1')).toEqual(typed);
});

it('drafts: of a stored one, what is no text or can be a card is empty', () => {
  sessionStorage.setItem(
    'drafts',
    JSON.stringify([{ ...typed, sessionId: 'cs_1', email: 5, name: '4242424242424242' }]),
  );
  expect(createDrafts().of('cs_1')).toEqual({ ...typed, email: '', name: '' });
});

it('drafts: storage that is blocked changes nothing while the page lasts', () => {
  const drafts = createDrafts(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  drafts.keep('cs_1', typed);
  expect(drafts.of('cs_1')).toEqual(typed);
  drafts.offer('cs_1');
  expect(drafts.of('cs_2')).toEqual(typed);
  drafts.forget('cs_1');
  expect(drafts.of('cs_1')).toBeNull();
});

it('drafts: storage that is full keeps nothing old in the place of what is new', () => {
  createDrafts().keep('cs_1', typed);
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const drafts = createDrafts();
  drafts.keep('cs_1', { ...typed, country: 'FR' });
  expect(drafts.of('cs_1')?.country).toBe('FR');
  full.mockRestore();
  expect(createDrafts().of('cs_1')).toBeNull();
});

it('drafts: fill only what nothing was typed into, and choose only what is offered', () => {
  const form = formOf(
    `<input name="email"><input name="name"><input name="business" type="checkbox">
     <select name="country"><option value="GB" selected><option value="DE"></select>`,
  );
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  field('email').value = 'grace@example.com';
  fillUntouched(form, typed);
  expect(field('email').value).toBe('grace@example.com');
  expect(field('name').value).toBe('Ada Lovelace');
  expect(field('country').value).toBe('DE');
  expect(field('business').checked).toBe(true);
  field('country').value = 'GB';
  fillUntouched(form, { ...typed, country: 'XX' });
  expect(field('country').value).toBe('GB');
});
