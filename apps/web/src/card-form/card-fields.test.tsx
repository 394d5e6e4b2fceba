// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { CardFields } from './card-fields.tsx';

it('card fields: are emptied when they go, because something may still hold them', async () => {
  const { user, unmount } = await renderPart(
    <form>
      <CardFields problems={{}} mayBeSaved name="" />
    </form>,
  );
  const typed: [string, string][] = [
    ['Card number', '4242424242424242'],
    ['Expiry', '0140'],
    ['CVC', '123'],
    ['Name on card', 'Ada Lovelace'],
  ];
  const fields = typed.map(([label]) => screen.getByLabelText<HTMLInputElement>(label));
  for (const [label, text] of typed) await user.type(screen.getByLabelText(label), text);
  expect(fields.map(({ value }) => value)).toEqual(['4242 4242 4242 4242', '01/40', '123', 'Ada Lovelace']);
  unmount();
  expect(fields.map(({ value }) => value)).toEqual(['', '', '', '']);
});

it('card fields: the brand of the number decides how long the CVC is', async () => {
  const { user } = await renderPart(
    <form>
      <CardFields problems={{}} mayBeSaved name="" />
    </form>,
  );
  const cvc = screen.getByLabelText<HTMLInputElement>('CVC');
  await user.type(screen.getByLabelText('Card number'), '378282');
  await user.type(cvc, '12345');
  expect(cvc.value).toBe('1234');
});
