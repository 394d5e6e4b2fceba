import type { Decline } from '@checkout/schemas/decline';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import type { Outcome } from '@checkout/schemas/outcome';
import type { PayForm } from '@checkout/schemas/pay-form';
import type { SessionView } from '@checkout/schemas/session';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ServerRefusal } from '../client-error.ts';
import { merchant } from '../merchant.ts';
import type { Messages } from '../messages/messages.ts';
import { createAttemptKeys } from '../pay-form/attempt-keys.ts';
import { refusalAction } from '../refusal-actions.ts';
import { isSafeUrl } from '../safe-url.ts';
import { useClient } from '../trpc.ts';
import { isTotalChanged } from './changed-total.ts';
import { sendPayment } from './send-payment.ts';
import { useSessionCache } from './session-cache.ts';
import { settleUnknown } from './settle-unknown.ts';
import type { Phase } from './stage.ts';

export type RefusalNotice = keyof Messages['refusal'];

/** When the bank's page has not come by then, the form is usable again (the link to the bank stays). */
const REDIRECT_WITHIN_MS = 10_000;

const IDLE: Phase = { kind: 'idle' };

/**
 * One press of the pay button, from the lock to the outcome. Not a TanStack mutation: its cache would keep the
 * input, and with it the card.
 */
export function usePayment(view: SessionView) {
  const client = useClient();
  const cache = useSessionCache(view.sessionId);
  const [phase, setPhase] = useState<Phase>(IDLE);
  const [notice, setNotice] = useState<RefusalNotice | null>(null);
  const [retryAfter, setRetryAfter] = useState<number | null>(null);
  const [forget, setForget] = useState({ card: 0, cvc: 0 });
  const [keys] = useState(() => createAttemptKeys(() => crypto.randomUUID()));
  // React's state changes after the next render: two clicks can come before it.
  const locked = useRef(false);

  const release = useCallback(() => {
    locked.current = false;
    setPhase(IDLE);
  }, []);

  async function pay(input: PayForm, agreedTotal: number): Promise<FieldErrors | null> {
    if (locked.current) return null;
    locked.current = true;
    setPhase({ kind: 'paying' });
    setNotice(null);
    setRetryAfter(null);
    const attempt = { sessionId: view.sessionId, ...input, agreedTotal };
    const request = { ...attempt, attemptKey: await keys.keyFor(attempt) };
    const answer = await sendPayment((body, options) => client.checkout.pay.mutate(body, options), {
      request,
      answerChallenge: merchant.answerChallenge,
    });
    switch (answer.kind) {
      case 'outcome':
        keys.settle();
        await cache.receiveOutcome(answer.outcome);
        follow(answer.outcome);
        return null;
      case 'refused':
        return refused(answer);
      case 'unknown':
        checkServer();
        return null;
      default:
        return answer satisfies never;
    }
  }

  function follow(outcome: Outcome) {
    switch (outcome.status) {
      case 'requires_action':
        setForget(({ card, cvc }) => ({ card: card + 1, cvc }));
        return leaveForBank(outcome.redirectUrl);
      case 'declined':
        forgetCvc(outcome.decline);
        return release();
      case 'succeeded':
        setForget(({ card, cvc }) => ({ card: card + 1, cvc }));
        return release();
      case 'processing':
        return release();
      default:
        return outcome satisfies never;
    }
  }

  /** What the card was not asked about stays typed, the CVC too. */
  function forgetCvc(decline: Decline) {
    if (!isTotalChanged(decline)) setForget(({ card, cvc }) => ({ card, cvc: cvc + 1 }));
  }

  function leaveForBank(redirectUrl: string) {
    if (!isSafeUrl(redirectUrl)) {
      setNotice('unsafeRedirect');
      return release();
    }
    setPhase({ kind: 'redirecting', to: redirectUrl });
  }

  function refused({ reason, fieldErrors, retryAfter: seconds }: ServerRefusal): FieldErrors | null {
    const action = refusalAction(reason);
    if (action.kind === 'check') {
      checkServer();
      return null;
    }
    keys.settle();
    if (action.kind === 'say') {
      setNotice(action.sentence);
      setRetryAfter(seconds);
    }
    if (action.kind !== 'fields') void cache.reread();
    release();
    return action.kind === 'fields' ? fieldErrors : null;
  }

  function checkServer() {
    setPhase({ kind: 'checking', versionBefore: view.version, since: Date.now() });
    void cache.reread();
  }

  // Only once the page shows and says that it leaves.
  useEffect(() => {
    if (phase.kind !== 'redirecting') return;
    window.location.assign(phase.to);
    const timer = setTimeout(release, REDIRECT_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [phase, release]);

  // Coming back by the back button may bring this very page back as it was left (back/forward cache).
  useEffect(() => {
    function shown(event: PageTransitionEvent) {
      if (!event.persisted) return;
      release();
      void cache.reread();
    }
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, [cache, release]);

  return {
    phase,
    notice,
    retryAfter,
    forget,
    pay,
    say: setNotice,
    /** Tells what a fresh reading says about an attempt whose answer was lost. */
    read(fresh: SessionView, readAt: number) {
      if (phase.kind !== 'checking' || readAt < phase.since) return;
      const elapsedMs = readAt - phase.since;
      const settled = settleUnknown(fresh, { versionBefore: phase.versionBefore, elapsedMs });
      if (settled === 'wait') return;
      // "Not begun" keeps the attempt's key: the same press again is the same attempt.
      if (settled === 'not_begun') setNotice('notBegun');
      release();
    },
    /** A decline that came otherwise than as the answer to a press. */
    settled(decline: Decline) {
      keys.settle();
      forgetCvc(decline);
    },
  };
}
