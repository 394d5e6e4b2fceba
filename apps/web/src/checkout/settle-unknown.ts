import type { SessionView } from '@checkout/schemas/session';

/** A request may still be on its way while the session already reads as untouched. */
const GRACE_MS = 4_000;

/**
 * What a fresh reading of the session says about an attempt whose answer was lost: `wait` for more, `known` (the
 * session now tells), or `not_begun` (the server never got it; nothing was charged).
 */
export function settleUnknown(
  view: SessionView,
  lost: { readonly versionBefore: number; readonly elapsedMs: number },
): 'wait' | 'known' | 'not_begun' {
  switch (view.status) {
    case 'complete':
    case 'expired':
      return 'known';
    case 'processing':
      // The server is at it: the processing page follows its state from here.
      return 'known';
    case 'open':
      if (view.version > lost.versionBefore && view.outcome !== null) return 'known';
      return lost.elapsedMs >= GRACE_MS ? 'not_begun' : 'wait';
    default:
      return view.status satisfies never;
  }
}
