import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';

/** Of the reviewed pictures in packages/e2e/visual. */
export const reviewed: MerchantPage = PLAIN_MERCHANT;

/** The same with pages of its own, and with something to agree to. */
export const withTerms = (consent: 'line' | 'checkbox'): MerchantPage => ({
  ...reviewed,
  links: second.links,
  seller: second.seller,
  consent,
});

/** Another one, to show that all of it is the merchant's to change. */
export const second: MerchantPage = {
  name: 'Halden Books',
  logo: null,
  accent: '#4338b8',
  radius: 2,
  font: { name: 'serif', path: null },
  scheme: 'auto',
  links: {
    terms: 'https://halden.example/terms',
    withdrawal: 'https://halden.example/withdrawal',
    refundPolicy: 'https://halden.example/refunds',
    privacy: 'https://halden.example/privacy',
    imprint: 'https://halden.example/imprint',
    support: 'mailto:help@halden.example',
  },
  seller: {
    name: 'Halden Books AS',
    address: ['Storgata 1', '1771 Halden', 'Norway'],
    vatId: 'NO 999 999 999 MVA',
  },
  consent: 'checkbox',
};
