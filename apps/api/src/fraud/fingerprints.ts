import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { SealedCard } from '@checkout/inflow/sealed-card';
import { LRUCache } from 'lru-cache';
import type { Network } from './network.ts';

/** Of an input. */
export type Fingerprint = {
  /** Under the current key, hex. */
  readonly text: string;
  /** Whether a fingerprint that was kept is of the same input, under this key or an earlier one. */
  isOf(kept: string | null): boolean;
};

export type Fingerprints = {
  /** Of a card number alone, hex: the same card gives the same value. */
  card(card: SealedCard): string;
  /** Of an e-mail address without regard to case and `+tag`, hex. */
  email(address: string): string;
  /** Of a network, hex; where it belongs to a site, followed by a dot and that of the site. */
  client(network: Network): string;
  /**
   * Of a whole input. The card enters as its own HMAC and expiry; the CVC does not enter at all, because it must not be kept after
   * authorisation in any form (PCI DSS 4.0.1, 3.3.1).
   */
  input(input: { readonly card?: SealedCard | undefined; readonly rest: unknown }): Fingerprint;
  /** Of the whole input of `sessions.create`. */
  session(input: unknown): Fingerprint;
};

/**
 * Keyed hashes, so that a copy of the database alone cannot test card numbers. The first key makes them; the others, from before it
 * was replaced, only recognise what they made. Each is derived from the secret (HKDF, RFC 5869).
 */
export function createFingerprints(secrets: () => readonly string[]): Fingerprints {
  const keyOf = (secret: string): KeyObject => {
    const known = keys.get(secret);
    if (known !== undefined) return known;
    // As a key object: given the bytes, node:crypto makes one for each HMAC, which costs ten times as much as the HMAC.
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'checkout fingerprints v1', 32)));
    keys.set(secret, made);
    return made;
  };
  const current = () => {
    const [secret] = secrets();
    if (secret === undefined) throw new TypeError('There is no key for fingerprints');
    return keyOf(secret);
  };
  const fingerprint = (make: (key: KeyObject) => string): Fingerprint => {
    const text = make(current());
    return {
      text,
      isOf: (kept) =>
        kept === text ||
        (kept !== null &&
          secrets()
            .slice(1)
            .some((secret) => make(keyOf(secret)) === kept)),
    };
  };
  return {
    card: (card) => card.hmac(current(), 'card'),
    email: (address) => hmac(current(), 'email', address.toLowerCase().replace(/\+[^@]*@/, '@')),
    client: ({ subscriber, site }) =>
      [subscriber, ...(site === null ? [] : [site])].map((each) => hmac(current(), 'client', each)).join('.'),
    input: ({ card, rest }) =>
      fingerprint((key) => {
        const about = card?.hmac(key, 'card of an input', 'number and expiry') ?? null;
        return hmac(key, 'input', canonicalJson({ card: about, rest }));
      }),
    session: (input) => fingerprint((key) => hmac(key, 'session', canonicalJson(input))),
  };
}

/** Deriving one takes longer than using it. */
const keys = new LRUCache<string, KeyObject>({ max: 100 });

function hmac(key: KeyObject, purpose: string, value: string): string {
  return createHmac('sha256', key).update(purpose).update('\0').update(value).digest('hex');
}

/** JSON with sorted keys and without undefined values, so that equal inputs are equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
