import type { SessionView } from '@checkout/schemas/session';
import type { Phase } from './payment-machine.ts';
import { isRefunded } from './session-view.ts';

export type Stage = 'form' | 'agreement' | 'processing' | 'receipt' | 'failed' | 'expired';

/**
 * What the page shows. Only the server's word makes it a receipt. `leftPayment`: the payment whose total the shopper has left for the
 * form, to change something.
 */
export function stageOf(view: SessionView, phase: Phase['kind'], leftPayment: string | null = null): Stage {
  switch (view.status) {
    case 'complete':
      return 'receipt';
    case 'reversed':
      return reversedStage(view);
    case 'expired':
      // The response to the submission says more, and comes.
      if (phase === 'submitting') return 'form';
      if (phase === 'agreeing') return 'agreement';
      // "Not charged" would not be true of a charge that was refunded.
      return view.outcome?.status === 'reversed' ? reversedStage(view) : 'expired';
    case 'processing':
      if (phase === 'agreeing') return 'agreement';
      // The challenge waits for the shopper: they may go on there, or pay with another card.
      if (view.outcome?.status === 'requires_action' && phase !== 'checking') return 'form';
      return phase === 'submitting' || phase === 'redirecting' ? 'form' : 'processing';
    case 'open':
      if (phase === 'checking') return 'processing';
      if (phase === 'agreeing') return 'agreement';
      if (view.outcome?.status === 'requires_agreement' && phase === 'idle')
        return view.outcome.payment.id === leftPayment ? 'form' : 'agreement';
      return view.outcome?.status === 'processing' && phase === 'idle' ? 'processing' : 'form';
    default:
      return view.status satisfies never;
  }
}

/** What was refunded was paid, so that the shopper keeps a receipt of it. */
function reversedStage({ outcome }: SessionView): Stage {
  return isRefunded(outcome?.payment) ? 'receipt' : 'failed';
}

/**
 * How the page follows the session. `watch`: by subscription and by reading, an outcome is awaited. `poll`: by reading alone.
 * `listen`: by subscription alone while the page is visible, because a change may never come.
 */
export type Follow = 'no' | 'watch' | 'poll' | 'listen';

/** How the page follows the session while something may change on the server without this page doing anything. */
export function followOf(view: SessionView, phase: Phase['kind']): Follow {
  // After a lost response the session is read again and again: silence must not pass for "not begun".
  if (phase === 'checking') return 'poll';
  // What was paid may fail or be refunded under an open receipt.
  if (view.status === 'complete') return 'listen';
  if (stageOf(view, phase) === 'processing' || phase === 'agreeing') return 'watch';
  // A payment waits for the shopper, who may also go on in another tab.
  const { status } = view.outcome ?? {};
  const waits = status === 'requires_action' || (status === 'requires_agreement' && view.status === 'open');
  return waits ? 'watch' : 'no';
}
