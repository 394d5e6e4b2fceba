// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { EmailField } from './email-field.tsx';

async function renderField(readOnly = false) {
  const onInput = vi.fn();
  const form = (
    <form onInput={onInput}>
      <EmailField problem={undefined} defaultValue={readOnly ? 'ada@gmial.com' : ''} readOnly={readOnly} />
    </form>
  );
  const { user } = await renderPart(form);
  return { user, onInput, field: screen.getByLabelText<HTMLInputElement>('Email') };
}

it('e-mail: a likely slip is said on leaving the field, as a hint and to a screen reader, and corrected by one press', async () => {
  const { user, field, onInput } = await renderField();
  await user.type(field, 'ada@gmial.com');
  expect(screen.queryByRole('button')).toBeNull();
  await user.tab();
  const button = await screen.findByRole('button', { name: 'Did you mean ada@gmail.com?' });
  expect(screen.getByRole('status').textContent).toBe('Did you mean ada@gmail.com?');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  expect(field.value).toBe('ada@gmial.com');

  onInput.mockClear();
  await user.click(button);
  expect(field.value).toBe('ada@gmail.com');
  expect(onInput).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(field);
  expect(screen.queryByRole('button')).toBeNull();
});

it('e-mail: the hint goes with the next key, and changes nothing while the field is locked', async () => {
  const { user, field } = await renderField();
  await user.type(field, 'ada@gmial.com');
  await user.tab();
  const button = await screen.findByRole('button');
  field.readOnly = true;
  await user.click(button);
  expect(field.value).toBe('ada@gmial.com');
  field.readOnly = false;
  await user.type(field, 'x');
  expect(screen.queryByRole('button')).toBeNull();
});

it('e-mail: what a service has given is not doubted', async () => {
  const { user, field } = await renderField(true);
  await user.click(field);
  await user.tab();
  const rules = await import('./check-form.ts');
  expect(rules.likelyEmail(field.value)).toBe('ada@gmail.com');
  expect(screen.queryByRole('button')).toBeNull();
});
