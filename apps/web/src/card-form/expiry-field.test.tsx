// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { CvcField } from './cvc-field.tsx';
import { ExpiryField } from './expiry-field.tsx';

async function renderField() {
  const rendered = await renderPart(
    <form>
      <ExpiryField problem={undefined} />
      <CvcField problem={undefined} brand={null} />
    </form>,
  );
  return { ...rendered, field: screen.getByLabelText<HTMLInputElement>('Expiry') };
}

it.each([
  ['0140', '01/40'],
  ['1/40', '01/40'],
  ['5', '05/'],
  ['1', '1'],
  ['12 / 40', '12/40'],
  ['01/20400', '01/2040'],
])('expiry: %s is shown as %s', async (typed, shown) => {
  const { user, field } = await renderField();
  await user.type(field, typed);
  expect(field.value).toBe(shown);
});

it('expiry: a date as browsers fill it in becomes month and year', async () => {
  const { user, field } = await renderField();
  await user.click(field);
  await user.paste('2040-12');
  expect(field.value).toBe('12/2040');
});

it('expiry: a date as scanners of cards write it becomes month and year', async () => {
  const { user, field } = await renderField();
  await user.click(field);
  await user.paste('40/12');
  expect(field.value).toBe('12/40');
});

it('expiry: what is deleted stays deleted, the slash too', async () => {
  const { user, field } = await renderField();
  await user.type(field, '014{Backspace}{Backspace}');
  expect(field.value).toBe('01');
});

it('expiry: a complete date moves the focus to the CVC, one that may get a longer year does not', async () => {
  const { user, field } = await renderField();
  await user.type(field, '0120');
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, '0140');
  expect(document.activeElement).toBe(screen.getByLabelText('CVC'));
});
