import type { PaymentRecord } from '../domain/payment.ts';
import { type Html, html } from './html.ts';

const money = ({ payment }: PaymentRecord): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: payment.currency }).format(
    (payment.amountTaxesIncluded ?? payment.amountInCents) / 100,
  );

const frame = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Sandbox Bank</title>
<link rel="stylesheet" href="/_sandbox/assets/bank.css">
</head>
<body>
<header><span class="mark" aria-hidden="true">SB</span> Sandbox Bank <small>test only</small></header>
<main>${body}</main>
</body>
</html>
`.html;

/** What the bank asks while the challenge is open. Its three buttons are the only way anything changes. */
export function challengePage(record: PaymentRecord): string {
  const card = record.card;
  return frame(
    'Confirm your payment',
    html`<h1>Confirm your payment</h1>
<p>A shop asks to be paid with your card. Is it you?</p>
<dl>
<div><dt>Amount</dt><dd class="amount">${money(record)}</dd></div>
<div><dt>Card</dt><dd>${card?.brand} <span aria-hidden="true">••••</span> <span class="sr">ending in</span> ${card?.last4}</dd></div>
<div><dt>Payment</dt><dd class="id">${record.payment.id}</dd></div>
</dl>
<form method="post">
<button name="answer" value="approve" class="primary">Approve</button>
<button name="answer" value="decline">Decline</button>
<button name="answer" value="leave" class="plain">Leave</button>
</form>
<p class="note">This is a sandbox: no money moves. Leave goes back without an answer.</p>`,
  );
}

/** Shown when there is nothing to ask any more, or nowhere to go back to. */
export function endPage(heading: string, explanation: string, back: string | undefined): string {
  return frame(
    heading,
    html`<h1>${heading}</h1><p>${explanation}</p>${
      back === undefined
        ? html`<p>You may close this page.</p>`
        : html`<p><a href="${back}">Back to the shop</a></p>`
    }`,
  );
}
