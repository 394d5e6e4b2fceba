import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CheckoutEvent } from './event.ts';

/** Of Standard Webhooks, as its own libraries have it. */
const TOLERANCE_SECONDS = 300;
/** A real header holds one signature, two while a secret is rotated. */
const LONGEST_SIGNATURES = 4096;
/** Visible ASCII without the full stop, which separates the parts of the signed content. */
const DELIVERY_ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const UNIX_SECONDS = /^\d{1,12}$/;
/** With its padding or without, which a copy may have lost. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** Those of `node:http`, of `fetch`, or a plain object; names in any case. */
export type EventHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyEventOptions {
  /** What time it is, in milliseconds since 1970; `Date.now` unless told. */
  readonly now?: (() => number) | undefined;
  /** How far the delivery's time may be from it, either way; 300 unless told. */
  readonly toleranceSeconds?: number | undefined;
}

/**
 * `stale` and `future` are told only of a genuine signature: a replay, or a wrong clock. `unreadable`: signed, but not an event;
 * `unsupported_version`: an event that a newer version of this package reads.
 */
export type EventRefusal =
  | 'missing_headers'
  | 'malformed'
  | 'bad_signature'
  | 'stale'
  | 'future'
  | 'unreadable'
  | 'unsupported_version';

/** A delivery that must not be acted upon. Respond with 400: the checkout sends it again. */
export class EventVerificationError extends Error {
  override readonly name = 'EventVerificationError';
  readonly reason: EventRefusal;

  constructor(reason: EventRefusal) {
    super(`Not a valid event of the checkout: ${reason}.`);
    this.reason = reason;
  }
}

/**
 * The event of a delivery that is the checkout's own and recent (Standard Webhooks, symmetric signatures `v1`). `rawBody` has the bytes
 * exactly as received, never a body that was parsed and serialised again. `secret` is `whsec_` and base64; several while one is rotated.
 * The same event may come again: its `id` tells.
 *
 * Written on node:crypto because the `standardwebhooks` library decodes the body before it signs, takes one secret, and reads the clock
 * itself.
 *
 * @throws EventVerificationError
 * @throws TypeError where the secret cannot be one: with an empty key anyone could sign
 */
export function verifyEvent(
  rawBody: Uint8Array | string,
  headers: EventHeaders,
  secret: string | readonly string[],
  { now = Date.now, toleranceSeconds = TOLERANCE_SECONDS }: VerifyEventOptions = {},
): CheckoutEvent {
  const keys = (typeof secret === 'string' ? [secret] : secret).map(keyOf);
  if (keys.length === 0) throw new TypeError('secret: none is given');

  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  if (!id || !timestamp || !signatures) throw new EventVerificationError('missing_headers');
  if (!DELIVERY_ID.test(id) || !UNIX_SECONDS.test(timestamp) || signatures.length > LONGEST_SIGNATURES)
    throw new EventVerificationError('malformed');
  const given = signatures
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice('v1,'.length)));
  const expected = keys.map((key) =>
    Buffer.from(createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64')),
  );
  if (!someEqual(expected, given)) throw new EventVerificationError('bad_signature');

  const age = now() / 1000 - Number(timestamp);
  // Negated, so that an invalid time or tolerance (NaN) refuses instead of accepting everything.
  if (!(age <= toleranceSeconds)) throw new EventVerificationError('stale');
  if (!(-age <= toleranceSeconds)) throw new EventVerificationError('future');
  return eventIn(rawBody);
}

/** Compares every pair in constant time and without stopping at the first match. */
function someEqual(expected: readonly Buffer[], given: readonly Buffer[]): boolean {
  let found = false;
  for (const one of expected) {
    for (const other of given) {
      if (one.length === other.length && timingSafeEqual(one, other)) found = true;
    }
  }
  return found;
}

function keyOf(secret: string): KeyObject {
  const encoded = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  if (encoded === '' || !BASE64.test(encoded)) throw new TypeError('secret: not "whsec_" and base64');
  return createSecretKey(encoded, 'base64');
}

function header(headers: EventHeaders, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? value : [],
  );
  return values.length === 1 ? values[0] : undefined;
}

function isFetchHeaders(headers: EventHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function';
}

/** Looks at the envelope alone: what a newer checkout adds must not stop an event. */
function eventIn(rawBody: Uint8Array | string): CheckoutEvent {
  let event: unknown;
  try {
    event = JSON.parse(
      typeof rawBody === 'string' ? rawBody : new TextDecoder('utf-8', { fatal: true }).decode(rawBody),
    );
  } catch {
    throw new EventVerificationError('unreadable');
  }
  if (!isEnvelope(event)) throw new EventVerificationError('unreadable');
  if (event.version !== 1) throw new EventVerificationError('unsupported_version');
  return event as CheckoutEvent;
}

type Envelope = { id: string; type: string; version: number; data: object };

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { id, type, version, data } = value as Partial<Record<keyof Envelope, unknown>>;
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof version === 'number' &&
    typeof data === 'object' &&
    data !== null
  );
}
