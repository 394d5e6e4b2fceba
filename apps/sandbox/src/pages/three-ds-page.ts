import Mustache from 'mustache';
import type { PaymentRecord } from '../domain/payment.ts';
import { pageFile } from './page-file.ts';

const template = pageFile('three-ds-page.html');

export const threeDsPageCss = pageFile('three-ds-page.css');

const amount = ({ payment }: PaymentRecord): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: payment.currency }).format(
    (payment.amountTaxesIncluded ?? payment.amountInCents) / 100,
  );

/** HTML of an open challenge. Only its form changes the payment. */
export const challengePage = (record: PaymentRecord): string =>
  Mustache.render(template, {
    heading: 'Confirm your payment',
    challenge: {
      amount: amount(record),
      brand: record.card?.brand,
      last4: record.card?.last4,
      paymentId: record.payment.id,
    },
  });

/** HTML for every case without an open challenge. Without a `returnUrl` it says that the page may be closed. */
export const endPage = (heading: string, explanation: string, returnUrl: string | undefined): string =>
  Mustache.render(template, { heading, end: { explanation, returnUrl: returnUrl ?? null } });
