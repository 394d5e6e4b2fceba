import type { PayInput } from '@checkout/schemas/checkout';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import type { PayForm } from '@checkout/schemas/pay-form';
import type { SessionView } from '@checkout/schemas/session';
import { useCallback, useEffect, useRef, useState } from 'react';
import { merchant } from '../merchant.ts';
import { isOnline } from '../page/browser-state.ts';
import { createAttemptKeys, mayCarryCard } from '../pay-form/attempt-keys.ts';
import type { Agreement } from '../pay-form/totals.ts';
import { refusalAction } from '../refusal-actions.ts';
import { useClient } from '../trpc.ts';
import {
  initialPaymentState,
  type PaymentEvent,
  type PaymentState,
  type RefusalNotice,
  transition,
} from './payment-machine.ts';
import { type PayResponse, sendAgreement, sendPayment } from './send-payment.ts';
import { useSessionCache } from './session-cache.ts';

/** When the challenge's page has not come by then, the form is usable again (the link to it stays). */
const REDIRECT_WITHIN_MS = 10_000;

export type PaymentRun = {
  readonly state: PaymentState;
  /**
   * One submission, to its end. `agreedTotal`: in cents, null when the shopper saw none. Resolves to the server's errors on fields, if it
   * had any; does nothing while another runs, nor offline.
   */
  readonly pay: (form: PayForm, agreedTotal: number | null) => Promise<FieldErrors | null>;
  /** Agrees to the total of a payment, which is then confirmed. Does nothing while another request runs, nor offline; safe to repeat. */
  readonly agree: (agreement: Agreement) => Promise<void>;
  /** Back to the form: another submission takes the place of this payment. */
  readonly leave: (agreement: Agreement) => void;
  readonly notice: (notice: RefusalNotice) => void;
  /** Tells of the session as it is now known. */
  readonly viewed: (view: SessionView, readAt: number) => void;
};

/** Runs the payment machine. Not a TanStack mutation: its cache would keep the input, and with it the card. */
export function usePayment(view: SessionView): PaymentRun {
  const client = useClient();
  const cache = useSessionCache(view.sessionId);
  const [keys] = useState(() => createAttemptKeys(() => crypto.randomUUID()));
  const [state, setState] = useState(() => initialPaymentState(view));
  // React's state changes after the next render: two clicks can come before it.
  const current = useRef(state);

  const dispatch = useCallback(
    (event: PaymentEvent) => {
      const { state: next, commands } = transition(current.current, event);
      current.current = next;
      setState(next);
      if (commands.includes('endAttempt')) keys.endAttempt();
      if (commands.includes('reread')) void cache.reread();
    },
    [cache, keys],
  );

  async function pay(form: PayForm, agreedTotal: number | null): Promise<FieldErrors | null> {
    if (current.current.phase.kind !== 'idle' || !isOnline()) return null;
    if (!mayCarryCard()) {
      dispatch({ type: 'noticed', notice: 'insecure' });
      return null;
    }
    dispatch({ type: 'submitted', version: view.version, total: agreedTotal });
    const request = await requestOf(form, agreedTotal).catch(() => null);
    if (request === null) {
      dispatch({ type: 'unsent', notice: 'notBegun' });
      return null;
    }
    return receive(
      sendPayment((body, options) => client.checkout.pay.mutate(body, options), {
        request,
        answerChallenge: merchant.answerChallenge,
      }),
    );
  }

  async function requestOf(form: PayForm, agreedTotal: number | null): Promise<PayInput> {
    const attempt = {
      sessionId: view.sessionId,
      ...form,
      ...(agreedTotal === null ? {} : { agreedTotal }),
      onOtherTotal: 'ask' as const,
    };
    return { ...attempt, attemptKey: await keys.keyFor(attempt) };
  }

  async function agree(agreement: Agreement): Promise<void> {
    if (current.current.phase.kind !== 'idle' || !isOnline()) return;
    dispatch({ type: 'agreed', version: view.version, agreement });
    const { payment, total } = agreement;
    const request = { sessionId: view.sessionId, paymentId: payment.id, total };
    await receive(sendAgreement((body, options) => client.checkout.agree.mutate(body, options), request));
  }

  /** However it ends, the page goes on: what failed after the request was made is looked up. */
  async function receive(response: Promise<PayResponse>): Promise<FieldErrors | null> {
    try {
      return await take(await response);
    } catch {
      dispatch({ type: 'lost', at: Date.now() });
      return null;
    }
  }

  async function take(response: PayResponse): Promise<FieldErrors | null> {
    switch (response.kind) {
      case 'outcome':
        await cache.receiveOutcome(response.outcome);
        dispatch({ type: 'outcome', outcome: response.outcome });
        return null;
      case 'refused':
        dispatch({ type: 'refused', refusal: response, at: Date.now() });
        return refusalAction(response.reason).kind === 'fields' ? response.fieldErrors : null;
      case 'unknown':
        dispatch({ type: 'lost', at: Date.now() });
        return null;
      default:
        return response satisfies never;
    }
  }

  const leave = ({ payment }: Agreement) => dispatch({ type: 'left', paymentId: payment.id });

  // Before a card is typed, not only after it was submitted; but not instead of what became of a payment.
  const isUntouched = view.outcome === null;
  useEffect(() => {
    if (isUntouched && !mayCarryCard()) dispatch({ type: 'noticed', notice: 'insecure' });
  }, [dispatch, isUntouched]);

  const { phase } = state;
  // Only once the page shows and says that it leaves.
  useEffect(() => {
    if (phase.kind !== 'redirecting') return;
    try {
      window.location.assign(phase.to);
    } catch {
      // Refused by the browser: the link to the challenge stays.
    }
    const timer = setTimeout(() => dispatch({ type: 'redirectTimedOut' }), REDIRECT_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [phase, dispatch]);

  useEffect(() => {
    function shown(event: PageTransitionEvent) {
      if (event.persisted) dispatch({ type: 'restored' });
    }
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, [dispatch]);

  const notice = useCallback(
    (said: RefusalNotice) => dispatch({ type: 'noticed', notice: said }),
    [dispatch],
  );
  const viewed = useCallback(
    (seen: SessionView, readAt: number) => dispatch({ type: 'viewed', view: seen, readAt }),
    [dispatch],
  );
  return { state, pay, agree, leave, notice, viewed };
}
