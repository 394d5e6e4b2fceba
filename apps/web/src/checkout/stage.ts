import type { SessionView } from '@checkout/schemas/session';

/** What this page itself is doing about a payment; everything else is the server's state. */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'paying' }
  /** The browser is on its way to the bank. */
  | { readonly kind: 'redirecting'; readonly to: string }
  /** The answer was lost, so what became of the attempt is read from the server. */
  | { readonly kind: 'checking'; readonly versionBefore: number; readonly since: number };

export type Stage = 'form' | 'processing' | 'receipt' | 'expired';

/** What the page shows. Only the server's word makes it a receipt. */
export function stageOf(view: SessionView, phase: Phase['kind']): Stage {
  switch (view.status) {
    case 'complete':
      return 'receipt';
    case 'expired':
      return phase === 'paying' ? 'form' : 'expired';
    case 'processing':
      // The bank waits for the shopper: they may go on there, or pay with another card.
      if (view.outcome?.status === 'requires_action' && phase !== 'checking') return 'form';
      return phase === 'paying' || phase === 'redirecting' ? 'form' : 'processing';
    case 'open':
      if (phase === 'checking') return 'processing';
      return view.outcome?.status === 'processing' && phase === 'idle' ? 'processing' : 'form';
    default:
      return view.status satisfies never;
  }
}

/** Whether something may change on the server without this page doing anything. */
export function isAwaiting(view: SessionView, phase: Phase['kind']): boolean {
  return stageOf(view, phase) === 'processing' || view.outcome?.status === 'requires_action';
}
