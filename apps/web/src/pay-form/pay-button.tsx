import { useEffect, useState } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import type { QuoteState } from './use-quote.ts';

const SLOW_AFTER_MS = 4_000;

export type Work = 'idle' | 'paying' | 'redirecting';

type PayButtonProps = { work: Work; quote: Pick<QuoteState, 'quote' | 'updating'> };

/** Never `disabled`: that would take the focus away, and Enter is locked elsewhere, synchronously. */
export function PayButton({ work, quote }: PayButtonProps) {
  const { checkout } = useMessages();
  const slow = useSlow(work === 'paying');
  const text = usePayText(work, quote, slow);
  const announce = useAnnounce();

  useEffect(() => {
    if (work !== 'idle') announce(text);
  }, [announce, work, text]);

  const busy = work !== 'idle';
  return (
    <div className="pay-area">
      {checkout.amountBesidePay && <PayAmount quote={quote} />}
      <button
        type="submit"
        className="button primary pay"
        aria-disabled={busy || quote.updating}
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

function usePayText(work: Work, { quote, updating }: Pick<QuoteState, 'quote' | 'updating'>, slow: boolean) {
  const { checkout } = useMessages();
  const formats = useFormats();
  switch (work) {
    case 'paying':
      return slow ? checkout.stillSending : checkout.sending;
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

function useSlow(working: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!working) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [working]);
  return slow;
}
