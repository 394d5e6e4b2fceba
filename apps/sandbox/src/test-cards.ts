/**
 * The only table of test cards: the sandbox's behaviour, its start-up text, the README and the control page come from it.
 * Documented numbers are those of Inflow's own sandbox; the others exist in this sandbox only.
 */

/** What the bank does with a card at each step of a payment. */
export type CardOutcome = {
  readonly threeDs: 'none' | 'frictionless' | 'attempted' | 'challenge' | 'fails';
  /** Error code when the card is refused while the payment is created; null when it is accepted. */
  readonly authorisation: string | null;
  /** Error code when the charge is refused at confirmation; null when it succeeds. */
  readonly confirmation: string | null;
  /** `fails`: the payment becomes PAYMENT_FAILED after it had been authorised. */
  readonly settlement: 'settles' | 'fails';
  /** `fails`: a refund ends in REFUND_FAILED. */
  readonly refund: 'succeeds' | 'fails';
};

export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly outcome: string;
  readonly source: 'documented' | 'sandbox-only';
  readonly does: CardOutcome;
};

const accepted: CardOutcome = {
  threeDs: 'none',
  authorisation: null,
  confirmation: null,
  settlement: 'settles',
  refund: 'succeeds',
};

export const declinedWith = (error: string): CardOutcome => ({ ...accepted, authorisation: error });

const threeDs = (kind: CardOutcome['threeDs'], changes: Partial<CardOutcome> = {}): CardOutcome => ({
  ...accepted,
  threeDs: kind,
  ...changes,
});

const documented = (number: string, brand: string, outcome: string, does: CardOutcome): TestCard => ({
  number,
  brand,
  outcome,
  source: 'documented',
  does,
});

const ours = (number: string, outcome: string, does: CardOutcome): TestCard => ({
  number,
  brand: 'Visa',
  outcome,
  source: 'sandbox-only',
  does,
});

const declines = (number: string, error: string): TestCard => ours(number, error, declinedWith(error));

export const testCards: readonly TestCard[] = [
  documented('4242424242424242', 'Visa', 'succeeds', accepted),
  documented('5555555555554444', 'Mastercard', 'succeeds', accepted),
  documented('378282246310005', 'Amex (4-digit CVC)', 'succeeds', accepted),
  documented('4000056655665556', 'Visa debit', 'succeeds', accepted),
  documented('6200000000000005', 'UnionPay', 'succeeds', accepted),
  documented('4000000000000002', 'Visa', 'card_declined', declinedWith('card_declined')),
  documented('4000000000009995', 'Visa', 'insufficient_funds', declinedWith('insufficient_funds')),
  documented('5204247750001471', 'Mastercard', '3DS, frictionless, succeeds', threeDs('frictionless')),
  documented('6011601160116011', 'Discover', '3DS, frictionless, succeeds', threeDs('frictionless')),
  documented('340000000004001', 'Amex', '3DS, frictionless, succeeds', threeDs('frictionless')),
  documented('4000020000000000', 'Visa', '3DS challenge', threeDs('challenge')),
  documented('370000000000002', 'Amex', '3DS challenge', threeDs('challenge')),
  documented('4111111111111111', 'Visa', '3DS attempted, succeeds', threeDs('attempted')),
  documented('4264281511112228', 'Visa', '3DS fails, declined', threeDs('fails')),
  documented('5424180000000171', 'Mastercard', '3DS fails, declined', threeDs('fails')),

  declines('4000000000001018', 'expired_card'),
  declines('4000000000001026', 'incorrect_cvc'),
  declines('4000000000001034', 'incorrect_number'),
  declines('4000000000001042', 'invalid_cvc'),
  declines('4000000000001059', 'invalid_number'),
  declines('4000000000001067', 'invalid_expiry_month'),
  declines('4000000000001075', 'invalid_expiry_year'),
  declines('4000000000001083', 'processing_error'),
  declines('4000000000001091', 'PAYMENT_PROCESSING_ERROR'),
  ours('4000000000001109', 'declined with an unknown code', declinedWith('sandbox_unknown_code')),
  ours('4000000000001117', '3DS challenge, then card_declined at confirmation', {
    ...threeDs('challenge', { confirmation: 'card_declined' }),
  }),
  ours('4000000000001125', '3DS challenge, then insufficient_funds at confirmation', {
    ...threeDs('challenge', { confirmation: 'insufficient_funds' }),
  }),
  ours('4000000000001133', 'accepted, then card_declined at confirmation', {
    ...accepted,
    confirmation: 'card_declined',
  }),
  ours('4000000000001141', 'succeeds, then PAYMENT_FAILED after authorisation', {
    ...accepted,
    settlement: 'fails',
  }),
  ours('4000000000001158', 'succeeds, a refund ends in REFUND_FAILED', { ...accepted, refund: 'fails' }),

  // Codes that Inflow does not document, and that others have seen.
  declines('4000000000001166', 'generic_decline'),
  declines('4000000000001174', 'do_not_honor'),
  declines('4000000000001182', 'authentication_required'),
  declines('4000000000001190', 'lost_card'),
  declines('4000000000001208', 'stolen_card'),
  declines('4000000000001216', 'restricted_card'),
  declines('4000000000001224', 'withdrawal_count_limit_exceeded'),
];

const byNumber = new Map(testCards.map((card) => [card.number, card]));

export const findTestCard = (number: string): TestCard | undefined => byNumber.get(number);

/** The table of test cards as aligned plain text, for the terminal. */
export function testCardLines(): string {
  const line = ({ number, brand, outcome, source }: TestCard) =>
    `  ${number.padEnd(18)}${brand.padEnd(20)}${outcome}${source === 'documented' ? '' : ' (sandbox only)'}`;
  return ['Test cards (any future expiry, any CVC of the right length):', ...testCards.map(line)].join('\n');
}

/** The same table as Markdown, as the README has it (test/readme.test.ts compares them). */
export function testCardMarkdown(): string {
  const row = ({ number, brand, outcome, source }: TestCard) =>
    `| ${number} | ${brand} | ${outcome} | ${source} |`;
  return ['| number | brand | outcome | source |', '|---|---|---|---|', ...testCards.map(row)].join('\n');
}
