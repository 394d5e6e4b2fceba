import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '../component-tests/render.tsx';
import { CountryField } from './country-field.tsx';

const optionsOf = (field: HTMLSelectElement) =>
  Array.from(field.options, ({ value, text }) => ({ code: value, name: text }));

it('country: has all countries in the language of the page, in its order', async () => {
  await renderPart(<CountryField problem={undefined} defaultValue="AT" className="whole" />, {
    language: 'de',
    locale: 'de-AT',
  });
  const field = screen.getByLabelText<HTMLSelectElement>('Land');
  expect(field.value).toBe('AT');
  const options = optionsOf(field);
  expect(options).toHaveLength(249);
  expect(options).toContainEqual({ code: 'EG', name: 'Ägypten' });
  // An Ä among the A's, not behind the Z.
  expect(options.findIndex(({ code }) => code === 'EG')).toBeLessThan(20);
});

it('country: asks for one where none is known, and takes the choice', async () => {
  const { user } = await renderPart(<CountryField problem="required" defaultValue="" className="whole" />);
  const field = screen.getByLabelText<HTMLSelectElement>('Country');
  expect(field.value).toBe('');
  expect(optionsOf(field)).toHaveLength(250);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await user.selectOptions(field, 'FR');
  expect(field.value).toBe('FR');
});

it('country: keeps the list that the server rendered, which may differ from the one of this browser', async () => {
  const list = [
    { code: 'FR', name: 'France of the server' },
    { code: 'DE', name: 'Germany of the server' },
  ];
  await renderPart(<CountryField problem={undefined} defaultValue="FR" className="whole" />, {
    initialPageData: {
      country: 'FR',
      store: true,
      testMode: false,
      merchant: PLAIN_MERCHANT,
      missingSession: null,
      countries: { locale: 'en-GB', list: () => list },
    },
  });
  expect(optionsOf(screen.getByLabelText<HTMLSelectElement>('Country'))).toEqual(list);
});
