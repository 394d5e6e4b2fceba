import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { SealedCard } from '@checkout/inflow/sealed-card';

export type Fingerprints = {
  /** Of a card number alone, hex: the same card gives the same value. */
  card(card: SealedCard): string;
  /** Of an e-mail address without regard to case and `+tag`, hex. */
  email(address: string): string;
  /** Of a network (`networkOf`), hex. */
  client(network: string): string;
  /**
   * Of a whole input, hex. The card enters as its own HMAC and expiry; the CVC does not enter at all, because it must
   * not be kept after authorisation in any form (PCI DSS 4.0.1, 3.3.1).
   */
  input(input: { readonly card?: SealedCard | undefined; readonly rest: unknown }): string;
  /** Of the whole input of `sessions.create`, hex. */
  session(input: unknown): string;
};

/** The key is derived from the Inflow key (HKDF, RFC 5869), so that a copy of the database alone cannot test card numbers. */
export function createFingerprints(inflowApiKey: string): Fingerprints {
  // As a key object: given the bytes, node:crypto makes one for each HMAC, which costs ten times as much as the HMAC.
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', inflowApiKey, '', 'checkout fingerprints v1', 32)),
  );
  const hmac = (purpose: string, value: string) =>
    createHmac('sha256', key).update(purpose).update('\0').update(value).digest('hex');
  return {
    card: (card) => card.hmac(key, 'card'),
    email: (address) => hmac('email', address.toLowerCase().replace(/\+[^@]*@/, '@')),
    client: (network) => hmac('client', network),
    input({ card, rest }) {
      const about = card?.hmac(key, 'card of an input', 'number and expiry') ?? null;
      return hmac('input', canonicalJson({ card: about, rest }));
    },
    session: (input) => hmac('session', canonicalJson(input)),
  };
}

/** JSON with sorted keys and without undefined values, so that equal inputs are equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
