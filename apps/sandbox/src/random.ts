import { randomBytes } from 'node:crypto';

/** Source of every identifier and secret. Not seeded: identifiers must not be guessable. */
export type Random = { bytes(count: number): Buffer };

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

const newId = (random: Random, prefix: string, bytes = 16): string =>
  `${prefix}_${random.bytes(bytes).toString('base64url').replace(/[-_]/g, 'x')}`;

export const newPaymentId = (random: Random): string => newId(random, 'pay');
export const newWebhookId = (random: Random): string => newId(random, 'webhook');
export const newMessageId = (random: Random): string => newId(random, 'msg');
/** 256 bits, because its URL is the permission to complete the 3DS challenge. */
export const newSessionId = (random: Random): string => random.bytes(32).toString('base64url');
export const newWebhookSecret = (random: Random): string => `whsec_${random.bytes(24).toString('base64')}`;

/** A small seeded generator (mulberry32) for faults: the same seed gives the same faults. Numbers in [0, 1). */
export function seededDraws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
