/**
 * One key per press. A press whose outcome never came back, repeated with the same input, is the same attempt and
 * keeps its key: the server then answers with what became of the first, and cannot charge twice.
 */
export type AttemptKeys = {
  /** The key for this input, which must not contain the key itself. */
  keyFor(input: unknown): string;
  /** The outcome of the last attempt is known: the next press is another one. */
  settle(): void;
};

export function createAttemptKeys(randomKey: () => string): AttemptKeys {
  // Holds what the form's own inputs hold, in memory, only until the outcome is known.
  let open: { key: string; fingerprint: string } | null = null;
  return {
    keyFor(input) {
      const fingerprint = JSON.stringify(input);
      if (open?.fingerprint !== fingerprint) open = { key: randomKey(), fingerprint };
      return open.key;
    },
    settle() {
      open = null;
    },
  };
}
