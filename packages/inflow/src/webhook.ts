import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { InflowUnreadableAnswerError } from './errors.ts';
import { parseJson } from './failure.ts';
import {
  ConnectPayloadSchema,
  type SubMerchant,
  WebhookBatchSchema,
  WebhookItemSchema,
  type WebhookPayment,
  WebhookPaymentSchema,
} from './wire-webhooks.ts';

/** Deliveries are signed by Svix (docs.svix.com, "Verifying payloads manually"), with this tolerance by default. */
const TOLERANCE_SECONDS = 300;
/** A real header holds one signature, two while a secret is rotated. */
const MAX_SIGNATURE_HEADER = 4096;
/** Visible ASCII without the full stop, which separates the parts of the signed content. */
const DELIVERY_ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const UNIX_SECONDS = /^\d{1,12}$/;
/** With its padding or without, which a copy may have lost. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

export type WebhookDelivery = {
  /** The bytes exactly as received; a string is encoded as UTF-8. Never a body that was parsed and serialised again. */
  rawBody: Uint8Array | string;
  headers: { id: string | undefined; timestamp: string | undefined; signature: string | undefined };
  now: Date;
  toleranceSeconds?: number | undefined;
};

export type WebhookRefusal =
  | 'not_configured'
  | 'missing_headers'
  | 'malformed'
  | 'stale'
  | 'future'
  | 'bad_signature';

export type WebhookVerdict =
  | { ok: true; id: string; timestamp: Date }
  | { ok: false; reason: WebhookRefusal };

/**
 * Makes a function that verifies whether a delivery is Inflow's and recent. The secrets are `whsec_` and base64; any one
 * may match, so that a secret can be rotated. They become keys once, here: for node:crypto that is two thirds of the work
 * of a signature. `stale` and `future` are returned only for a genuine signature, so they mean a replay or a wrong clock,
 * never a forgery.
 *
 * Written on node:crypto because the `standardwebhooks` library decodes the body to a string before it signs
 * (bytes that are not UTF-8 then verify as others), takes one secret, and reads the clock itself.
 */
export function createWebhookVerifier(
  secrets: readonly string[],
): (delivery: WebhookDelivery) => WebhookVerdict {
  const keys = secrets.map(keyOf).filter((key) => key !== null);
  return (delivery) => verify(delivery, keys);
}

function verify(delivery: WebhookDelivery, keys: readonly KeyObject[]): WebhookVerdict {
  if (keys.length === 0) return refused('not_configured');

  const { id, timestamp, signature } = delivery.headers;
  if (!id || !timestamp || !signature) return refused('missing_headers');
  if (!DELIVERY_ID.test(id) || !UNIX_SECONDS.test(timestamp) || signature.length > MAX_SIGNATURE_HEADER) {
    return refused('malformed');
  }
  const given = signature
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice('v1,'.length)));
  if (given.length === 0) return refused('malformed');

  const expected = keys.map((key) =>
    Buffer.from(
      createHmac('sha256', key).update(`${id}.${timestamp}.`).update(delivery.rawBody).digest('base64'),
    ),
  );
  if (!someEqual(expected, given)) return refused('bad_signature');

  const sentAt = new Date(Number(timestamp) * 1000);
  const toleranceMs = (delivery.toleranceSeconds ?? TOLERANCE_SECONDS) * 1000;
  const ageMs = delivery.now.getTime() - sentAt.getTime();
  // Negated, so that an invalid date or tolerance (NaN) refuses instead of accepting everything.
  if (!(ageMs <= toleranceMs)) return refused('stale');
  if (!(-ageMs <= toleranceMs)) return refused('future');
  return { ok: true, id, timestamp: sentAt };
}

function refused(reason: WebhookRefusal): WebhookVerdict {
  return { ok: false, reason };
}

/** Null for a secret without a key: with an empty key anyone could sign. */
function keyOf(secret: string): KeyObject | null {
  const encoded = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  return encoded !== '' && BASE64.test(encoded) ? createSecretKey(encoded, 'base64') : null;
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

export type WebhookEvent = {
  /** As delivered, both generations of names and `connect.…` included; unknown ones are kept. */
  eventType: string;
  /** The marketplace's seller, of a `connect.` event. */
  subMerchant: SubMerchant | null;
  /** Null when the payload is not a payment. A hint only: read the payment from Inflow before anything changes. */
  payment: WebhookPayment | null;
};

/**
 * The events of a verified delivery, and the number of entries that could not be read.
 *
 * @throws InflowUnreadableAnswerError when the body is not JSON or not a batch.
 */
export function parseWebhookBody(rawBody: Uint8Array | string): {
  events: WebhookEvent[];
  unreadable: number;
} {
  const body = parseJson(typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody);
  const batch = WebhookBatchSchema.safeParse(body);
  if (!batch.success) {
    throw new InflowUnreadableAnswerError(
      { operation: 'parseWebhookBody', httpStatus: null, requestSent: false },
      body === undefined ? 'not_json' : 'wrong_shape',
    );
  }
  const events = batch.data.data.map(eventOf).filter((event) => event !== null);
  return { events, unreadable: batch.data.data.length - events.length };
}

function eventOf(entry: unknown): WebhookEvent | null {
  const item = WebhookItemSchema.safeParse(entry);
  if (!item.success) return null;
  const { eventType, payload } = item.data;
  const wrapped = ConnectPayloadSchema.safeParse(payload);
  const payment = WebhookPaymentSchema.safeParse(wrapped.success ? wrapped.data.data : payload);
  return {
    eventType,
    subMerchant: wrapped.success ? wrapped.data.subMerchant : null,
    payment: payment.success ? payment.data : null,
  };
}
