import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useWide } from '../page/browser-state.ts';
import type { ShownTotals } from '../pay-form/totals.ts';
import { ItemLines } from './item-lines.tsx';
import { OrderTotals, useTotalAnnouncement } from './order-totals.tsx';

type OrderSummaryProps = {
  view: SessionView;
  shown: ShownTotals;
  /** Stands open on a phone as well. */
  unfolded: boolean;
};

/** Of more lines the totals would be out of sight. */
const MOST_UNSCROLLED = 6;

/**
 * Beside the form, or folded above it on a phone. One structure for both, because the server does not know the screen:
 * where both columns have room, the style sheet shows what is folded.
 */
export function OrderSummary({ view, shown, unfolded }: OrderSummaryProps) {
  const { receipt, summary } = useMessages();
  const details = useRef<HTMLDetailsElement>(null);
  const wide = useWide();
  useTotalAnnouncement(shown);
  const { totals, updating } = shown;
  const amount = totals?.total ?? view.subtotal;

  // Where both columns have room, only for browsers that do not know ::details-content.
  useEffect(() => {
    const folded = details.current;
    if (folded === null || !(wide || unfolded)) return;
    folded.open = true;
    return () => {
      folded.open = false;
    };
  }, [wide, unfolded]);

  return (
    <section className="summary" aria-labelledby="summary-heading">
      <h2 id="summary-heading">{summary.heading}</h2>
      {/* Said again below, with what it is made of. */}
      <p className="summary-total" aria-hidden="true">
        {totals === undefined && updating ? (
          <span className="skeleton" />
        ) : (
          <Amount cents={amount} currency={view.currency} />
        )}
        {totals === undefined && !updating && <small>{summary.subtotal}</small>}
      </p>
      <details ref={details} open={unfolded}>
        <summary>
          <span className="summary-show">{summary.show}</span>
          <Amount cents={amount} currency={view.currency} />
        </summary>
        {view.items.length > MOST_UNSCROLLED ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
          <section className="item-scroll" aria-label={receipt.items} tabIndex={0}>
            <ItemLines items={view.items} currency={view.currency} />
          </section>
        ) : (
          <ItemLines items={view.items} currency={view.currency} />
        )}
        <OrderTotals view={view} shown={shown} />
      </details>
    </section>
  );
}
