/**
 * How an Inflow account answers where Inflow's documentation leaves it open: one switch for each open point. This is the
 * only table of them: types, schemas, control API, command line, control page and README come from it.
 */

type Described = {
  /** The open point it belongs to. */
  readonly point: string;
  readonly does: string;
  /** Whether the default is documented (for this call or in general), or is the likeliest answer. */
  readonly basis: 'documented' | 'likeliest';
  readonly why: string;
};

/** A switch with a few answers, the default first. */
export type AnswerSwitch = Described & { readonly answers: readonly [string, ...string[]] };

/** A switch with a whole number. */
export type NumberSwitch = Described & {
  readonly least: number;
  readonly most: number;
  readonly default: number;
  /** The values that a test of all switches tries, the default first. */
  readonly tried: readonly [number, ...number[]];
};

export type DialectSwitch = AnswerSwitch | NumberSwitch;

const dayMs = 86_400_000;
const milliseconds = { least: 0, most: 366 * dayMs } as const;

export const dialectSwitches = {
  confirmStatus: {
    answers: ['201', '200'],
    point: 'confirm’s answer (201 or 200)',
    does: 'HTTP status of a confirm.',
    basis: 'documented',
    why: '201 is documented for POST in general, nothing for this call.',
  },
  confirmBody: {
    answers: ['whole', 'partial', 'created', 'empty'],
    point: 'confirm’s answer (201 or 200)',
    does: 'Body of a confirm: the whole payment; without `metadatas`, `products` and the tax fields; the six fields of create; no body.',
    basis: 'likeliest',
    why: 'A refund, the nearest documented call, responds with the whole payment.',
  },
  confirmAgain: {
    answers: ['400', '409', 'payment'],
    point: 'confirm of a payment that is confirmed already',
    does: 'A confirm of a confirmed payment is refused with this status, or gets the response of a confirm; it never charges again.',
    basis: 'likeliest',
    why: 'No idempotency is documented, and 400 is the documented status for invalid requests.',
  },
  declinedConfirm: {
    answers: ['failed', 'waits'],
    point: 'a confirm that the issuer declines',
    does: 'The payment becomes `PAYMENT_FAILED`; or its status and `requires_confirmation` stay, and `lastDepositAttempt` has failed.',
    basis: 'likeliest',
    why: '`PAYMENT_FAILED` is documented as the status of a refused payment.',
  },
  unconfirmed: {
    answers: ['waits', 'CANCELED', 'CHECKOUT_CANCELED', 'EXPIRED'],
    point: 'an unconfirmed payment',
    does: 'What becomes of a payment that is not confirmed, `unconfirmedMs` after its create.',
    basis: 'likeliest',
    why: 'No time limit is documented.',
  },
  unconfirmedMs: {
    ...milliseconds,
    default: 3_600_000,
    tried: [3_600_000],
    point: 'an unconfirmed payment',
    does: 'When `unconfirmed` applies, in milliseconds of the virtual clock.',
    basis: 'likeliest',
    why: 'No time is documented; a checkout takes less than an hour.',
  },
  autoConfirmMs: {
    ...milliseconds,
    default: 0,
    tried: [0, 700],
    point: 'create of an `autoConfirm` payment',
    does: 'How long after its create an `autoConfirm` payment is decided, in milliseconds of the virtual clock; 0: before the response.',
    basis: 'likeliest',
    why: 'Reading the payment after its create is documented as the way to learn the decision.',
  },
  savedCardHost: {
    answers: ['card', 'standard'],
    point: 'a saved-card create',
    does: 'Which host accepts a create with `useCustomerPaymentMethod`.',
    basis: 'likeliest',
    why: 'The page that documents the field documents this call on the card host.',
  },
  otherHost: {
    answers: ['404', '400'],
    point: 'a saved-card create',
    does: 'The status with which the other host refuses that create.',
    basis: 'likeliest',
    why: '404 is what a host responds for a path that it does not serve.',
  },
  listEnvelope: {
    answers: ['data', 'array', 'payments', 'items', 'results'],
    point: 'payment list: envelope',
    does: 'The field of the list’s body that holds the payments; `array`: the body is a bare array.',
    basis: 'likeliest',
    why: 'The body of a webhook, also a list of payments, has them under `data`.',
  },
  listOrder: {
    answers: ['newest', 'oldest'],
    point: 'payment list: order, page',
    does: 'Which payment the list begins with.',
    basis: 'likeliest',
    why: 'Usual for lists of payments.',
  },
  largestPage: {
    least: 1,
    most: 1000,
    default: 100,
    tried: [100, 50, 20],
    point: 'payment list: order, page',
    does: 'The largest `limit` of the list.',
    basis: 'likeliest',
    why: 'The most usual maximum.',
  },
  largerLimit: {
    answers: ['refused', 'cut'],
    point: 'payment list: order, page',
    does: 'A larger `limit` is refused with 400, or treated as `largestPage`.',
    basis: 'likeliest',
    why: '400 is the documented status for invalid parameters.',
  },
  listLagMs: {
    ...milliseconds,
    default: 0,
    tried: [0, 4000],
    point: 'payment list and read: freshness',
    does: 'The list shows the payments as they were this long ago, in milliseconds of the virtual clock.',
    basis: 'likeliest',
    why: 'No delay is documented.',
  },
  readLagMs: {
    ...milliseconds,
    default: 0,
    tried: [0, 1500],
    point: 'payment list and read: freshness',
    does: 'A read of a payment younger than this is 404, in milliseconds of the virtual clock.',
    basis: 'likeliest',
    why: 'No delay is documented.',
  },
  taxRate: {
    answers: ['rate', 'amount_wanted', 'not_found', 'other_body', 'slow'],
    point: 'tax rate',
    does: 'The tax rate: `{ taxRateInPercentage }`; 400, as an amount is missing; 404; 200 with another body; the first after `taxRateMs`.',
    basis: 'likeliest',
    why: 'No body is documented; this is the field’s name on a payment.',
  },
  taxRateMs: {
    least: 0,
    most: 600_000,
    default: 10_000,
    tried: [10_000],
    point: 'tax rate',
    does: 'How long `slow` takes, in real milliseconds.',
    basis: 'likeliest',
    why: 'No duration is documented; callers that wait for a courtesy wait less.',
  },
  update: {
    answers: ['both', 'post', 'patch_404', 'patch_405'],
    point: 'update',
    does: 'The methods that update a payment: POST and PATCH; POST only; PATCH only, where POST is 404 or 405.',
    basis: 'documented',
    why: 'One page has POST, another PATCH.',
  },
  unknownFields: {
    answers: ['ignored', 'refused'],
    point: 'unknown request fields',
    does: 'Undocumented fields in a create or update are dropped, or refused with 400 and `property x should not exist`.',
    basis: 'likeliest',
    why: 'No refusal is documented.',
  },
  s2sDisabled: {
    answers: ['403', '400', '401'],
    point: '"server-to-server not enabled"',
    does: 'Status of the refusal when the account has no server-to-server payments.',
    basis: 'likeliest',
    why: '403 is the documented status for a key without permission.',
  },
  metadata: {
    answers: ['as_sent', 'strings', 'absent_in_list'],
    point: 'metadata on the payment',
    does: '`metadatas` of a payment: as sent; each value as a string; left out of the list and as sent elsewhere.',
    basis: 'documented',
    why: 'It comes back on the payment.',
  },
  inclusiveAmount: {
    answers: ['with_tax', 'before_tax'],
    point: 'amount',
    does: '`amountInCents` under `TAX_INCLUSIVE`: the sum of the products; or that sum less its tax, and `amountTaxesIncluded` is the sum.',
    basis: 'likeliest',
    why: 'Under `TAX_EXCLUSIVE` it is documented as the sum of the products.',
  },
  eventNames: {
    answers: ['underscored', 'dotted', 'both'],
    point: 'event names',
    does: 'The generation of event names that the account has: events have these names only, and a webhook registered without types gets them.',
    basis: 'documented',
    why: 'The documented body of a payment’s event has such a name.',
  },
  eventStatus: {
    answers: ['as_read', 'lower_case'],
    point: 'event names',
    does: '`status` of a webhook’s payment and of its timeline: as the payment reads, or in lower case.',
    basis: 'documented',
    why: 'The payload is documented as the payment that a read returns.',
  },
  refundAgain: {
    answers: ['400', 'payment'],
    point: 'refund of a refunded payment',
    does: 'A refund of a payment that is refunded, or whose refund is pending, is refused with 400, or gets 201 with the payment.',
    basis: 'documented',
    why: 'The statuses in which a refund is allowed are documented.',
  },
} as const satisfies Readonly<Record<string, DialectSwitch>>;

type Switches = typeof dialectSwitches;
export type SwitchName = keyof Switches;

/** One answer for each switch. Numbered HTTP statuses are texts, as other answers are. */
export type Dialect = {
  readonly [Name in SwitchName]: Switches[Name] extends { readonly answers: readonly (infer Answer)[] }
    ? Answer
    : number;
};

/** The table as name and switch, for what treats all switches alike. */
export const dialectEntries = Object.entries(dialectSwitches) as readonly [SwitchName, DialectSwitch][];

const defaultOf = (each: DialectSwitch): string | number =>
  'answers' in each ? each.answers[0] : each.default;

export const defaultDialect = Object.fromEntries(
  dialectEntries.map(([name, each]) => [name, defaultOf(each)]),
) as Dialect;

/** The values of a switch that a test of all switches tries, the default first. */
export const triedValues = (name: SwitchName): readonly (string | number)[] => {
  const each: DialectSwitch = dialectSwitches[name];
  return 'answers' in each ? each.answers : each.tried;
};

/** The values of a switch as text: `201, 200`, or `0 to 1000`. */
export const valuesText = (each: DialectSwitch): string =>
  'answers' in each ? each.answers.join(', ') : `${each.least} to ${each.most}`;

/** The table as Markdown, as the README has it (test/readme.test.ts compares them). */
export function dialectMarkdown(): string {
  const values = (each: DialectSwitch) =>
    'answers' in each ? each.answers.map((answer) => `\`${answer}\``).join(', ') : `number, ${each.default}`;
  const row = ([name, each]: readonly [string, DialectSwitch]) =>
    `| \`${name}\` | ${values(each)} | ${each.does} | ${each.basis}: ${each.why} | ${each.point} |`;
  return [
    '| switch | values, the default first | what it does | why that default | open point |',
    '|---|---|---|---|---|',
    ...dialectEntries.map(row),
  ].join('\n');
}
