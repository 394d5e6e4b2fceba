/**
 * One key per attempt. A submission whose outcome never came back, repeated with the same input, is the same attempt
 * and keeps its key: the server then returns what became of the first, and cannot charge twice.
 */
export type AttemptKeys = {
  /** The key for this input, which must not contain the key itself. */
  keyFor(input: unknown): Promise<string>;
  /** The outcome of the last attempt is known: the next submission is another one. */
  endAttempt(): void;
};

/** Whether the browser takes this page for secure: https, or loopback. Else it has no WebCrypto, and no card may leave it. */
export function mayCarryCard(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined;
}

export function createAttemptKeys(randomKey: () => string): AttemptKeys {
  // Instead of the input, which holds a card, its HMAC under a key that cannot be read, not even by this page.
  let hmacKey: CryptoKey | null = null;
  let open: { key: string; fingerprint: string } | null = null;
  return {
    async keyFor(input) {
      hmacKey ??= await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      const bytes = new TextEncoder().encode(JSON.stringify(input));
      const fingerprint = String(new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, bytes)));
      bytes.fill(0);
      if (open?.fingerprint !== fingerprint) open = { key: randomKey(), fingerprint };
      return open.key;
    },
    endAttempt() {
      open = null;
    },
  };
}
