import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useId, useState } from 'react';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { useHydrated, useOnline } from '../page/browser-state.ts';
import { ShownText } from '../page/shown-texts.tsx';
import type { ShownTotals } from './totals.ts';

const SLOW_AFTER_MS = 4_000;
const LONG_AFTER_MS = 20_000;

export type Work = 'idle' | 'submitting' | 'redirecting';

type PayButtonProps = {
  view: Pick<SessionView, 'subtotal' | 'currency'>;
  work: Work;
  shown: ShownTotals;
  /** Outside the form; within it, the button submits. */
  onPress?: () => void;
};

/**
 * Names the total, where that is known; else it leads to the total, and is not the payment yet. Never `disabled`: that would take the focus
 * away, and Enter is locked elsewhere, synchronously.
 */
export function PayButton({ view, work, shown, onPress }: PayButtonProps) {
  const { checkout, summary } = useMessages();
  const pace = usePace(work === 'submitting');
  const online = useOnline();
  const usual = usePayText(work, shown, pace);
  // What is on its way already may still arrive.
  const text = online || work !== 'idle' ? usual : checkout.offline;
  const announce = useAnnounce();
  const hydrated = useHydrated();

  useEffect(() => {
    if (work !== 'idle') announce(text);
  }, [announce, work, text]);

  const busy = work !== 'idle';
  // Two of these buttons can be in the page, of which one is hidden.
  const amountId = useId();
  const noteId = useId();
  const described = [checkout.amountBesidePay && amountId, shown.taxLater && noteId].filter(Boolean);
  return (
    <div className="pay-area">
      {checkout.amountBesidePay && <PayAmount id={amountId} view={view} shown={shown} />}
      <button
        // Until this page's code is there, neither a click nor Enter may submit anything.
        type={hydrated && onPress === undefined ? 'submit' : 'button'}
        className="button primary pay"
        aria-disabled={busy || shown.updating || !hydrated || !online}
        aria-busy={busy}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        onClick={() => (online ? onPress?.() : announce(text))}
      >
        {busy && <span className="spinner" aria-hidden="true" />}
        <ShownText text={text} />
      </button>
      {shown.taxLater && (
        <p className="pay-note" id={noteId}>
          {summary.taxLater}
        </p>
      )}
    </div>
  );
}

/** Where the law allows nothing but its own words on the button. */
function PayAmount({ id, view, shown }: Pick<PayButtonProps, 'view' | 'shown'> & { id: string }) {
  const { summary } = useMessages();
  const { totals, taxLater } = shown;
  return (
    <p className="pay-amount" id={id}>
      <span>{taxLater ? summary.subtotal : summary.total}</span>
      {taxLater && <Amount cents={view.subtotal} currency={view.currency} />}
      {totals !== undefined && <Amount cents={totals.total} currency={totals.currency} />}
      {totals === undefined && !taxLater && '–'}
    </p>
  );
}

function usePayText(work: Work, { totals, updating }: ShownTotals, pace: Pace) {
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
      return totals === undefined
        ? checkout.toTotal
        : checkout.pay(formats.money(totals.total, totals.currency));
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
