// @vitest-environment jsdom
import type { CardBrand } from '@checkout/schemas/card-brand';
import type { FieldProblem } from '@checkout/schemas/field-problem';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { CardNumberField } from './card-number-field.tsx';
import { ExpiryField } from './expiry-field.tsx';

function Fields({ problem }: { problem: FieldProblem | undefined }) {
  const [brand, setBrand] = useState<CardBrand | null>(null);
  return (
    <form>
      <CardNumberField problem={problem} brand={brand} onBrand={setBrand} />
      <ExpiryField problem={undefined} />
    </form>
  );
}

async function renderField(problem?: FieldProblem) {
  const rendered = await renderPart(<Fields problem={problem} />);
  return { ...rendered, field: screen.getByLabelText<HTMLInputElement>('Card number') };
}

it.each([
  ['4242424242424242', '4242 4242 4242 4242', 'visa'],
  ['378282246310005', '3782 822463 10005', 'american-express'],
  ['5555555555554444', '5555 5555 5555 4444', 'mastercard'],
])('card number: %s is shown as %s with the mark of %s', async (typed, shown, brand) => {
  const { user, field, container } = await renderField();
  await user.type(field, typed);
  expect(field.value).toBe(shown);
  expect(container.querySelector('img.card-mark')?.classList).toContain(brand);
});

it('card number: a digit too many is not taken', async () => {
  const { user, field } = await renderField();
  await user.type(field, '5555555555554444');
  await user.type(field, '7', { initialSelectionStart: 19 });
  expect(field.value).toBe('5555 5555 5555 4444');
});

it('card number: a pasted number is taken with what stands between its digits left out', async () => {
  const { user, field } = await renderField();
  await user.click(field);
  await user.paste('4242-4242-4242-4242');
  expect(field.value).toBe('4242 4242 4242 4242');
});

it('card number: a backspace over a space takes the digit before it', async () => {
  const { user, field } = await renderField();
  await user.type(field, '42424');
  await user.type(field, '{Backspace}', { initialSelectionStart: 5, initialSelectionEnd: 5 });
  expect(field.value).toBe('4244');
});

it('card number: undo and redo work although the text is formatted', async () => {
  const { user, field } = await renderField();
  await user.type(field, '42424');
  await user.keyboard('{Control>}z{/Control}');
  expect(field.value).toBe('4242');
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(field.value).toBe('4242 4');
});

it.each(['4242424242424242', '5555555555554444', '378282246310005'])(
  'card number: the focus moves on when %s is whole, and not before',
  async (number) => {
    const { user, field } = await renderField();
    await user.type(field, number.slice(0, -1));
    expect(document.activeElement).toBe(field);
    await user.type(field, number.slice(-1));
    expect(document.activeElement).toBe(screen.getByLabelText('Expiry'));
  },
);

it('card number: a brand that is not accepted is named beside the field', async () => {
  const { user, field } = await renderField('brand_not_accepted');
  await user.type(field, '3530111');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const note = document.getElementById(field.getAttribute('aria-describedby') ?? '');
  expect(note?.textContent).toContain('JCB');
});
