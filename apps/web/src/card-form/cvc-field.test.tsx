// @vitest-environment jsdom
import { brandOf } from '@checkout/schemas/card-brand';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { CvcField } from './cvc-field.tsx';

const visa = brandOf('4242');
const amex = brandOf('3782');

async function renderField(brand: typeof visa) {
  const rendered = await renderPart(
    <form>
      <CvcField problem={undefined} brand={brand} />
      <input name="name" aria-label="Name" />
    </form>,
  );
  return { ...rendered, field: screen.getByLabelText<HTMLInputElement>('CVC') };
}

const hintOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;

it.each([
  ['a Visa', visa, '123', '3 digits on the back'],
  ['an American Express', amex, '1234', '4 digits on the front'],
  ['a card whose brand is not known yet', null, '1234', '3 digits on the back'],
])(
  'CVC: of %s is as long as the brand has it, and its hint says where it is',
  async (_card, brand, taken, hint) => {
    const { user, field } = await renderField(brand);
    expect(hintOf(field)).toBe(hint);
    await user.type(field, '12345');
    expect(field.value).toBe(taken);
  },
);

it('CVC: takes digits only, also those of other scripts', async () => {
  const { user, field } = await renderField(visa);
  await user.type(field, '1a٢-３');
  expect(field.value).toBe('123');
});

it('CVC: moves the focus on once the brand says that it is complete', async () => {
  const { user, field } = await renderField(amex);
  await user.type(field, '123');
  expect(document.activeElement).toBe(field);
  await user.type(field, '4');
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
});

it('CVC: keeps the focus while the brand is not known', async () => {
  const { user, field } = await renderField(null);
  await user.type(field, '123');
  expect(document.activeElement).toBe(field);
});
