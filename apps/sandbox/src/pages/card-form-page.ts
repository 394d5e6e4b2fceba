import Mustache from 'mustache';
import type { PaymentRecord } from '../domain/payment.ts';
import { totalOf } from '../domain/tax.ts';
import { testCards } from '../test-cards.ts';
import { money } from './money.ts';
import { pageFile } from './page-file.ts';

const template = pageFile('card-form-page.html');

export const cardFormPageCss = pageFile('card-form-page.css');

/** HTML of the form. Nothing of what was typed is shown again: `problem` says what is missing. */
export const cardFormPage = ({ payment, terms }: PaymentRecord, problem: string | null): string =>
  Mustache.render(template, {
    heading: 'Pay by card',
    form: {
      // The payment has no total yet: its tax is computed when the card is there.
      amount: money(totalOf(payment.products, terms), payment.currency),
      paymentId: payment.id,
      problem,
      testCards,
    },
  });

/** HTML for every case without a form. Without a `returnUrl` it says that the page may be closed. */
export const cardFormEndPage = (
  heading: string,
  explanation: string,
  returnUrl: string | undefined,
): string => Mustache.render(template, { heading, end: { explanation, returnUrl: returnUrl ?? null } });
