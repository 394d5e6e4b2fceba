import type { SessionView } from '@checkout/schemas/session';
import type { Phase } from './payment-machine.ts';

export type Stage = 'form' | 'processing' | 'receipt' | 'expired';

/** What the page shows. Only the server's word makes it a receipt. */
export function stageOf(view: SessionView, phase: Phase['kind']): Stage {
  switch (view.status) {
    case 'complete':
    case 'reversed':
      return 'receipt';
    case 'expired':
      return phase === 'submitting' ? 'form' : 'expired';
    case 'processing':
      // The challenge waits for the shopper: they may go on there, or pay with another card.
      if (view.outcome?.status === 'requires_action' && phase !== 'checking') return 'form';
      return phase === 'submitting' || phase === 'redirecting' ? 'form' : 'processing';
    case 'open':
      if (phase === 'checking') return 'processing';
      return view.outcome?.status === 'processing' && phase === 'idle' ? 'processing' : 'form';
    default:
      return view.status satisfies never;
  }
}

/** How the page follows the session while something may change on the server without this page doing anything. */
export function followOf(view: SessionView, phase: Phase['kind']): 'no' | 'watch' | 'poll' {
  // After a lost response the session is read again and again: silence must not pass for "not begun".
  if (phase === 'checking') return 'poll';
  const isAwaiting = stageOf(view, phase) === 'processing' || view.outcome?.status === 'requires_action';
  return isAwaiting ? 'watch' : 'no';
}
