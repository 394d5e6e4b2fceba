/**
 * Everything this client assumes that Inflow's documentation does not say for that endpoint, each once. Where the live API
 * differs, it is corrected here. "Row" names the switch of the sandbox's dialects (apps/sandbox/README.md, "Dialects") whose answers are
 * all tolerated; what has no row is one assumption.
 */
import { z } from 'zod';
import type { InflowHost } from './operation.ts';

/**
 * The card of a create. Documented in this shape on the sibling card-host endpoint that starts a subscription:
 * `number` and `cvc` strings, `expMonth` and `expYear` numbers, four-digit year. Returned in pieces, so that the digits are not copied.
 */
export function cardJson(card: {
  /** ASCII digits. */
  number: Uint8Array;
  expMonth: number;
  expYear: number;
  cvc: Uint8Array;
}): readonly Uint8Array[] {
  const expiry = `"expMonth":${card.expMonth},"expYear":${card.expYear}`;
  return [
    Buffer.from('{"number":"'),
    card.number,
    Buffer.from(`",${expiry},"cvc":"`),
    card.cvc,
    Buffer.from('"}'),
  ];
}

/**
 * Row `savedCardHost`. The page that documents `useCustomerPaymentMethod` sends every create to the card host; newer pages send a
 * create without a card to the standard one.
 */
export const SAVED_CARD_HOSTS: readonly [InflowHost, InflowHost] = ['card', 'api'];

/** Row `update`. POST is on the server-to-server page, PATCH on what is probably a newer one. */
export const UPDATE_METHODS = ['POST', 'PATCH'] as const;

/** Row `listEnvelope`: the usual names of the array, for one that is empty or beside others. */
const LIST_KEYS = ['data', 'payments', 'items', 'results'] as const;

/**
 * Row `listEnvelope`: a bare array; the array under one of the usual names; or, under another, the only one that holds objects with an
 * `id`. Null when it is none of these: an empty array under an unknown name may be a list of anything.
 */
export function listEntries(body: unknown): unknown[] | null {
  if (Array.isArray(body)) return body;
  const envelope = asObject(body);
  if (envelope === null) return null;
  const named = LIST_KEYS.map((key) => envelope[key]).find((each) => Array.isArray(each));
  if (named !== undefined) return named;
  const lists = Object.values(envelope).filter((each) => Array.isArray(each) && each.some(hasId));
  const [list] = lists;
  return Array.isArray(list) && lists.length === 1 ? list : null;
}

/** Row `taxRate`: two pages name two addresses. */
export const TAX_RATE_PATHS = ['/api/tax/rate', '/api/payment/tax-rate'] as const;

/** Row `taxRate`. The body of `GET /api/tax/rate`: the field has the name that it has on a payment. */
export const TaxRateSchema = z.object({ taxRateInPercentage: z.number().nonnegative() });

/**
 * Row `confirmBody`. The responses of confirm and update are not documented, and refund's "the updated payment" may be as partial as
 * create's. Without the deposit a response would read as "not declined", without metadata as foreign: only one
 * that has everything that is decided by is accepted.
 */
const WHOLE = [
  'status',
  'amountInCents',
  'currency',
  'metadatas',
  'amountTaxesIncluded',
  'depositStatus',
  'lastDepositAttempt',
] as const;

export function looksLikeWholePayment(body: unknown): boolean {
  const payment = asObject(body);
  return payment !== null && WHOLE.every((field) => field in payment);
}

/**
 * `requires_confirmation` and `succeeded` were seen; `requires_action` (a 3DS challenge is open) and `failed` are
 * inferred.
 */
export const DEPOSIT_STATUSES = ['requires_confirmation', 'requires_action', 'succeeded', 'failed'] as const;

/** `failed` and `succeeded` are in documented bodies; that there are no others is not documented. */
export const DEPOSIT_ATTEMPT_STATUSES = ['succeeded', 'failed'] as const;

/** Row `s2sDisabled`. Documented as a message without an HTTP status, so only the message counts. */
export function saysServerToServerDisabled(message: unknown): boolean {
  return says(message, 'server to server payment not enabled');
}

/** Documented with status 400; the message alone is enough. */
export function saysOnBehalfRequired(message: unknown): boolean {
  return says(message, 'on_behalf_required_for_marketplace');
}

function says(message: unknown, words: string): boolean {
  const sentences = Array.isArray(message) ? message : [message];
  return sentences.some((sentence) => typeof sentence === 'string' && sentence.toLowerCase().includes(words));
}

function hasId(entry: unknown): boolean {
  return typeof asObject(entry)?.id === 'string';
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
