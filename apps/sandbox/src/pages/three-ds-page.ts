import type { PaymentRecord } from '../domain/payment.ts';
import { money } from './money.ts';
import { pageFile } from './page-file.ts';
import { shopperPage } from './shopper-page.ts';

const page = shopperPage('three-ds-page.html');

export const threeDsPageCss = pageFile('three-ds-page.css');

/** HTML of an open challenge. Only its form changes the payment. */
export const challengePage = ({ payment, card }: PaymentRecord): string =>
  page.render({
    heading: 'Confirm your payment',
    challenge: {
      amount: money(payment.amountTaxesIncluded ?? payment.amountInCents, payment.currency),
      brand: card?.brand,
      last4: card?.last4,
      paymentId: payment.id,
    },
  });

/** HTML for every case without an open challenge. */
export const endPage = page.end;
