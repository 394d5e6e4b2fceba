// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { TaxIdField } from './tax-id-field.tsx';

async function renderField(country: string, label = 'VAT number') {
  const rendered = await renderPart(<TaxIdField problem={undefined} country={country} defaultValue="" />);
  const field = screen.getByLabelText<HTMLInputElement>(label);
  const hint = () => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
  return { ...rendered, field, hint };
}

it('tax id: an unusual form is said on leaving the field, as a hint and to a screen reader, never as a problem', async () => {
  const { user, field, hint } = await renderField('DE');
  const usual = hint();
  await user.type(field, 'DE12');
  expect(hint()).toBe(usual);
  await user.tab();
  await waitFor(() => expect(hint()).toContain('DE123456789'));
  expect(screen.getByRole('status').textContent).toBe(hint());
  expect(field.getAttribute('aria-invalid')).toBeNull();
  expect(field.value).toBe('DE12');
});

it('tax id: the hint goes as soon as it is corrected', async () => {
  const { user, field, hint } = await renderField('DE');
  const usual = hint();
  await user.type(field, 'DE12');
  await user.tab();
  await waitFor(() => expect(hint()).not.toBe(usual));
  await user.type(field, '3');
  expect(hint()).toBe(usual);
});

it('tax id: a number of another country of the EU is not unusual', async () => {
  const { user, field, hint } = await renderField('DE');
  const usual = hint();
  await user.type(field, 'FR12 345678901');
  await user.tab();
  expect(hint()).toBe(usual);
});

it('tax id: has the name, the keyboard and the hint of the country', async () => {
  const european = await renderField('DE');
  expect(european.field.getAttribute('inputmode')).toBeNull();
  expect(european.hint()).toContain('VAT');
  european.unmount();
  const american = await renderField('US', 'Tax ID (EIN)');
  expect(american.field.getAttribute('inputmode')).toBe('numeric');
  expect(american.hint()).toBe('');
  american.unmount();
  await renderField('JP', 'Tax ID');
});
