/**
 * A reason that was typed and not sent, for when the session ends under it: the page is left for the sign-in, and the dialog that is opened
 * afterwards has it again. In this tab alone, for the same person, page and deed; forgotten once it is sent or given up, and by a sign-out.
 */
const NAME = 'console.reason';

type Kept = { readonly of: string; readonly reason: string };

/** Storage may be forbidden, or full: then nothing is kept. */
function attempt<Result>(work: (storage: Storage) => Result): Result | null {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
}

export function keepReason(of: string, reason: string): void {
  attempt((storage) => storage.setItem(NAME, JSON.stringify({ of, reason } satisfies Kept)));
}

export function keptReason(of: string): string {
  const kept = attempt((storage): Partial<Kept> | null => JSON.parse(storage.getItem(NAME) ?? 'null'));
  return kept?.of === of && typeof kept.reason === 'string' ? kept.reason : '';
}

export function forgetReason(): void {
  attempt((storage) => storage.removeItem(NAME));
}
