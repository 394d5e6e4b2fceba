import type { Decline } from '@checkout/schemas/decline';
import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { Receipt } from '../receipt/receipt.tsx';
import { CheckoutForm } from './checkout-form.tsx';
import { ExpiredPanel } from './expired-panel.tsx';
import { outcomeKey } from './outcome-key.ts';
import { ProcessingPanel } from './processing-panel.tsx';
import { isAwaiting, stageOf } from './stage.ts';
import { useExpiry } from './use-expiry.ts';
import { useLiveSession } from './use-live-session.ts';
import { usePayment } from './use-payment.ts';

/** One page, whose content follows the server's state of the session; so it survives a reload. */
export function CheckoutSession({ view }: { view: SessionView }) {
  const payment = usePayment(view);
  const phase = payment.phase.kind;
  const stage = stageOf(view, phase);
  const live = useLiveSession(view.sessionId, followOf(view, phase));
  useExpiry(view);
  useOutcomeFromElsewhere(view, phase, payment.settled);

  const { read } = payment;
  useEffect(() => read(view, live.readAt));

  switch (stage) {
    case 'receipt':
      return <Receipt view={view} />;
    case 'expired':
      return <ExpiredPanel sessionId={view.sessionId} cancelUrl={view.cancelUrl} />;
    case 'form':
    case 'processing':
      return (
        <>
          {stage === 'processing' && (
            <ProcessingPanel
              failing={live.failing}
              onCheck={live.gaveUp ? live.reread : undefined}
              paymentId={view.outcome?.payment?.id}
            />
          )}
          <CheckoutForm view={view} payment={payment} shown={stage === 'form'} />
        </>
      );
    default:
      return stage satisfies never;
  }
}

function followOf(view: SessionView, phase: ReturnType<typeof usePayment>['phase']['kind']) {
  // After a lost answer the session is read again and again: silence must not pass for "not begun".
  if (phase === 'checking') return 'poll';
  return isAwaiting(view, phase) ? 'watch' : 'no';
}

/** A decline that the subscription brings empties the CVC as well as one that the press itself was answered with. */
function useOutcomeFromElsewhere(view: SessionView, phase: string, settled: (decline: Decline) => void) {
  const key = outcomeKey(view.outcome);
  const seen = useRef(key);
  useEffect(() => {
    if (seen.current === key || phase === 'paying') return;
    seen.current = key;
    if (view.outcome?.status === 'declined') settled(view.outcome.decline);
  });
}
