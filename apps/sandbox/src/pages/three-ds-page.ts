import Mustache from 'mustache';
import type { PaymentRecord } from '../domain/payment.ts';
import { money } from './money.ts';
import { pageFile } from './page-file.ts';

const template = pageFile('three-ds-page.html');

export const threeDsPageCss = pageFile('three-ds-page.css');

/** HTML of an open challenge. Only its form changes the payment. */
export const challengePage = ({ payment, card }: PaymentRecord): string =>
  Mustache.render(template, {
    heading: 'Confirm your payment',
    challenge: {
      amount: money(payment.amountTaxesIncluded ?? payment.amountInCents, payment.currency),
      brand: card?.brand,
      last4: card?.last4,
      paymentId: payment.id,
    },
  });

/** HTML for every case without an open challenge. Without a `returnUrl` it says that the page may be closed. */
export const endPage = (heading: string, explanation: string, returnUrl: string | undefined): string =>
  Mustache.render(template, { heading, end: { explanation, returnUrl: returnUrl ?? null } });
