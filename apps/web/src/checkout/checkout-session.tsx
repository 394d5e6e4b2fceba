import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useState } from 'react';
import { useDrafts } from '../pay-form/drafts.tsx';
import type { Agreement } from '../pay-form/totals.ts';
import { Receipt } from '../receipt/receipt.tsx';
import { cameFromBank } from './came-from-bank.ts';
import { CheckoutForm } from './checkout-form.tsx';
import { ExpiredPanel } from './expired-panel.tsx';
import { FailedPanel } from './failed-panel.tsx';
import type { PaymentState } from './payment-machine.ts';
import { ProcessingPanel } from './processing-panel.tsx';
import { followOf, stageOf } from './stage.ts';
import { useExpiry, useLiveSession } from './use-live-session.ts';
import { usePayment } from './use-payment.ts';

/** One page, whose content follows the server's state of the session; so it survives a reload. */
export function CheckoutSession({ view }: { view: SessionView }) {
  const payment = usePayment(view);
  // Asked first: what says so is gone with it, and a reload later is not the way back from the bank.
  const [justPaid] = useState(() => cameFromBank() || view.status !== 'complete');
  const phase = payment.state.phase.kind;
  const stage = stageOf(view, phase, payment.state.leftPayment);
  const live = useLiveSession(view.sessionId, followOf(view, phase));
  useExpiry(view);

  const { viewed } = payment;
  const { readAt } = live;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that came while submitting counts when that has ended
  useEffect(() => viewed(view, readAt), [viewed, view, readAt, phase]);

  const drafts = useDrafts();
  const isPaid = view.status === 'complete' || view.status === 'reversed';
  useEffect(() => {
    if (isPaid) drafts.forget(view.sessionId);
  }, [drafts, isPaid, view.sessionId]);

  switch (stage) {
    case 'receipt':
      return <Receipt view={view} justPaid={justPaid} />;
    case 'failed':
      return <FailedPanel payment={view.outcome?.payment} cancelUrl={view.cancelUrl} />;
    case 'expired':
      return <ExpiredPanel view={view} />;
    case 'form':
    case 'agreement':
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
          <CheckoutForm
            view={view}
            payment={payment}
            shown={stage !== 'processing'}
            agreement={stage === 'agreement' ? agreementOf(view, payment.state) : null}
          />
        </>
      );
    default:
      return stage satisfies never;
  }
}

/** What the shopper is asked to agree to; once it was agreed to, what that was. */
function agreementOf({ outcome }: SessionView, { phase }: PaymentState): Agreement | null {
  if (phase.kind === 'agreeing') return phase.agreement;
  return outcome?.status === 'requires_agreement' ? outcome : null;
}
