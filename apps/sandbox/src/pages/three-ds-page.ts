import Mustache from 'mustache';
import type { PaymentRecord } from '../domain/payment.ts';
import type { BankEnd, BankSpeech } from './bank-texts.ts';
import { money } from './money.ts';
import { pageFile } from './page-file.ts';

// Linters read the file as a page, so it has a language of its own.
const template = pageFile('three-ds-page.html').replace(
  'lang="en" dir="ltr"',
  'lang="{{language}}" dir="{{texts.dir}}"',
);

export const threeDsPageCss = pageFile('three-ds-page.css');

const render = ({ locale, texts }: BankSpeech, view: object): string =>
  Mustache.render(template, { language: locale, texts, ...view });

type Challenge = { readonly record: PaymentRecord; readonly shop: string };

/** HTML of an open challenge. Only its form changes the payment. */
export const challengePage = (speech: BankSpeech, { record: { payment, card }, shop }: Challenge): string =>
  render(speech, {
    heading: speech.texts.confirm,
    challenge: {
      shop,
      amount: money(payment.amountTaxesIncluded ?? payment.amountInCents, payment.currency, speech.locale),
      brand: card?.brand,
      last4: card?.last4,
      paymentId: payment.id,
    },
  });

/** HTML for every case without an open challenge. Without a `returnUrl` it says that it may be closed. */
export const bankEndPage = (speech: BankSpeech, end: BankEnd, returnUrl?: string): string => {
  const [heading, explanation] = speech.texts.ends[end];
  return render(speech, { heading, end: { explanation, returnUrl: returnUrl ?? null } });
};
