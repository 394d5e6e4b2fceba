import { useEffect, useState } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { useHydrated } from '../page/browser-state.ts';
import type { QuoteState } from './use-quote.ts';

const SLOW_AFTER_MS = 4_000;
const LONG_AFTER_MS = 20_000;

export type Work = 'idle' | 'submitting' | 'redirecting';

type PayButtonProps = { work: Work; quote: Pick<QuoteState, 'quote' | 'updating'> };

/** Never `disabled`: that would take the focus away, and Enter is locked elsewhere, synchronously. */
export function PayButton({ work, quote }: PayButtonProps) {
  const { checkout } = useMessages();
  const pace = usePace(work === 'submitting');
  const text = usePayText(work, quote, pace);
  const announce = useAnnounce();
  const hydrated = useHydrated();

  useEffect(() => {
    if (work !== 'idle') announce(text);
  }, [announce, work, text]);

  const busy = work !== 'idle';
  return (
    <div className="pay-area">
      {checkout.amountBesidePay && <PayAmount quote={quote} />}
      <button
        // Until this page's code is there, neither a click nor Enter may submit anything.
        type={hydrated ? 'submit' : 'button'}
        className="button primary pay"
        aria-disabled={busy || quote.updating || !hydrated}
        aria-busy={busy}
        aria-describedby={checkout.amountBesidePay ? 'pay-amount' : undefined}
      >
        {busy && <span className="spinner" aria-hidden="true" />}
        {text}
      </button>
    </div>
  );
}

/** Where the law allows nothing but its own words on the button. */
function PayAmount({ quote: { quote } }: Pick<PayButtonProps, 'quote'>) {
  const { summary } = useMessages();
  return (
    <p className="pay-amount" id="pay-amount">
      <span>{summary.total}</span>
      {quote === undefined ? '–' : <Amount cents={quote.total} currency={quote.currency} />}
    </p>
  );
}

function usePayText(work: Work, { quote, updating }: Pick<QuoteState, 'quote' | 'updating'>, pace: Pace) {
  const messages = useMessages();
  const { checkout } = messages;
  const formats = useFormats();
  switch (work) {
    case 'submitting':
      return payingText(pace, messages);
    case 'redirecting':
      return checkout.redirecting;
    case 'idle':
      if (updating) return checkout.updatingTotal;
      return quote === undefined
        ? checkout.payWithoutAmount
        : checkout.pay(formats.money(quote.total, quote.currency));
    default:
      return work satisfies never;
  }
}

/** How long the work has been going on, in words. */
type Pace = 'usual' | 'slow' | 'long';

function usePace(working: boolean): Pace {
  const [pace, setPace] = useState<Pace>('usual');
  useEffect(() => {
    if (!working) return;
    const slow = setTimeout(() => setPace('slow'), SLOW_AFTER_MS);
    const long = setTimeout(() => setPace('long'), LONG_AFTER_MS);
    return () => {
      clearTimeout(slow);
      clearTimeout(long);
      setPace('usual');
    };
  }, [working]);
  return pace;
}

function payingText(pace: Pace, { checkout }: Messages): string {
  switch (pace) {
    case 'usual':
      return checkout.sending;
    case 'slow':
      return checkout.stillSending;
    case 'long':
      return checkout.longSending;
    default:
      return pace satisfies never;
  }
}
