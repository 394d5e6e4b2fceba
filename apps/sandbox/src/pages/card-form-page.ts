import type { PaymentRecord } from '../domain/payment.ts';
import { totalOf } from '../domain/tax.ts';
import { testCards } from '../test-cards.ts';
import { money } from './money.ts';
import { pageFile } from './page-file.ts';
import { shopperPage } from './shopper-page.ts';

const page = shopperPage('card-form-page.html');

export const cardFormPageCss = pageFile('card-form-page.css');

/** HTML of the form. Nothing of what was typed is shown again: `problem` says what is missing. */
export const cardFormPage = ({ payment, terms }: PaymentRecord, problem: string | null): string =>
  page.render({
    heading: 'Pay by card',
    form: {
      // The payment has no total yet: its tax is computed when the card is there.
      amount: money(totalOf(payment.products, terms), payment.currency),
      paymentId: payment.id,
      problem,
      testCards,
    },
  });

/** HTML for every case without a form. */
export const cardFormEndPage = page.end;
