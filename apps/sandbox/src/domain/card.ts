import { type CardOutcome, declinedWith, findTestCard } from '../test-cards.ts';
import { passesLuhn } from './card-numbers.ts';

/** A card as in the create request. In memory during that request only. */
export type CardInput = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
};

/** What is stored of a card. Never the number or the CVC: people type real ones into sandboxes. */
export type CardToken = {
  readonly brand: string;
  readonly bin: string;
  readonly last4: string;
  readonly does: CardOutcome;
};

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return 'Amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'Mastercard';
  if (/^(6011|64[4-9]|65)/.test(number)) return 'Discover';
  if (/^62/.test(number)) return 'UnionPay';
  return /^4/.test(number) ? 'Visa' : 'Card';
}

/**
 * The bank's decision about a card at the time `now` (milliseconds).
 * The codes are documented; which malformed field gives which code is inferred from their names.
 */
export function decideCard(card: CardInput, now: number): CardOutcome {
  // A documented number comes first: 6011601160116011 works at Inflow although it fails the Luhn check.
  const known = findTestCard(card.number);
  const wellFormed = /^\d{12,19}$/.test(card.number) && passesLuhn(card.number);
  if (known === undefined && !wellFormed) return declinedWith('invalid_number');
  if (card.expMonth < 1 || card.expMonth > 12) return declinedWith('invalid_expiry_month');
  const today = new Date(now);
  const year = today.getUTCFullYear();
  if (card.expYear < 1000 || card.expYear > year + 50) return declinedWith('invalid_expiry_year');
  const month = today.getUTCMonth() + 1;
  if (card.expYear < year || (card.expYear === year && card.expMonth < month)) {
    return declinedWith('expired_card');
  }
  const cvcLength = brandOf(card.number) === 'Amex' ? 4 : 3;
  if (!/^\d+$/.test(card.cvc) || card.cvc.length !== cvcLength) return declinedWith('invalid_cvc');
  // Inferred: Inflow documents nothing about other numbers, and a decline moves no money.
  return known?.does ?? declinedWith('card_declined');
}

export function tokeniseCard(card: CardInput, now: number): CardToken {
  const digits = card.number.replace(/\D/g, '');
  const whole = digits.length >= 12;
  return {
    brand: brandOf(digits),
    bin: whole ? digits.slice(0, 6) : '',
    last4: whole ? digits.slice(-4) : '',
    does: decideCard(card, now),
  };
}
