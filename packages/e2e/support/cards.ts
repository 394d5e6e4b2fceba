/** What a shopper types. Numbers: the sandbox's test cards, each of which does one thing. */
export type TypedCard = { readonly number: string; readonly cvc: string };

const card = (number: string, cvc = '123'): TypedCard => ({ number, cvc });

export const cards = {
  good: card('4242424242424242'),
  mastercard: card('5555555555554444'),
  debit: card('4000056655665556'),
  amex: card('378282246310005', '7391'),
  declined: card('4000000000000002'),
  withoutFunds: card('4000000000009995'),
  expired: card('4000000000001018'),
  wrongCvc: card('4000000000001026'),
  challenged: card('4000020000000000'),
} as const;

/** As printed on a card. */
export const grouped = (number: string): string => number.match(/.{1,4}/g)?.join(' ') ?? number;

export const EXPIRY = '12/34';
