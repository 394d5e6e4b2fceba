import type { MerchantPage } from './merchant-page.ts';

/** Whose the pages are where nothing says so: the demo store's. */
export const PLAIN_MERCHANT: MerchantPage = {
  name: 'Inflow demo store',
  logo: { path: '/favicon.svg', width: 32, height: 32 },
  accent: null,
  radius: null,
  font: null,
  scheme: 'auto',
  links: { terms: null, withdrawal: null, refundPolicy: null, privacy: null, imprint: null, support: null },
  seller: null,
  consent: null,
};
