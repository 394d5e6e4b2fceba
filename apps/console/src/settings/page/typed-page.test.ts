import { pageSettingsSchema } from '@checkout/schemas/merchant-page';
import { expect, it } from 'vitest';
import { settingsOf, typedOf } from './typed-page.ts';

const SETTINGS = pageSettingsSchema.parse({
  appearance: { name: 'Tea & Co', accent: '#0b5d4e', radius: 0, font: 'serif', scheme: 'dark' },
  links: { terms: 'https://shop.example/terms', support: 'mailto:help@shop.example' },
  seller: { name: 'Tea & Co GmbH', address: ['Hauptstraße 1', '10115 Berlin'], vatId: 'DE123456789' },
  consent: 'checkbox',
});

it('what is saved, shown in the fields and sent again is the same', () => {
  expect(settingsOf(typedOf(SETTINGS))).toEqual(SETTINGS);
  expect(settingsOf(typedOf({}))).toEqual({});
});

it('what is typed wrongly is sent, so that the contract names its field', () => {
  const typed = { ...typedOf({}), radius: 'round', address: '\n', vatId: 'DE1', terms: 'shop.example' };
  const { error } = pageSettingsSchema.safeParse(settingsOf(typed));
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'appearance.radius',
    'links.terms',
    'seller.name',
    'seller.address',
  ]);
});
