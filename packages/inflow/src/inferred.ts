/**
 * Everything this client assumes that Inflow's documentation does not say for that endpoint. Where the live API differs,
 * it is corrected here.
 */
import { z } from 'zod';

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

const LIST_KEYS = ['data', 'payments', 'items', 'results'] as const;

/** A list's envelope: a bare array, or the array under one of the usual names. Null when it is neither. */
export function listEntries(body: unknown): unknown[] | null {
  if (Array.isArray(body)) return body;
  const envelope = asObject(body);
  const arrays = LIST_KEYS.map((key) => envelope?.[key]);
  return arrays.find((each): each is unknown[] => Array.isArray(each)) ?? null;
}

/** The body of `GET /api/tax/rate`: the field has the name that it has on a payment. */
export const TaxRateSchema = z.object({ taxRateInPercentage: z.number().nonnegative() });

/**
 * The responses of confirm and update are not documented, and refund's "the updated payment" may be as partial as
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

/** Documented as a message without an HTTP status (perhaps 400, 401 or 403), so only the message counts. */
export function saysServerToServerDisabled(message: unknown): boolean {
  const sentences = Array.isArray(message) ? message : [message];
  return sentences.some(
    (sentence) =>
      typeof sentence === 'string' && sentence.toLowerCase().includes('server to server payment not enabled'),
  );
}

/** The body of `GET /api/webhook/{id}/secret`: the field has the name that it has when registering. */
export const WebhookSecretSchema = z.object({ secret: z.string().min(1) });

/** The body of `PATCH /api/webhook/{id}/event-types`. */
export function eventTypesBody(types: readonly string[]) {
  return { eventTypes: types };
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
