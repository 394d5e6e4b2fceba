import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useWide } from '../page/browser-state.ts';
import type { QuoteState } from '../pay-form/use-quote.ts';
import { ItemLines } from './item-lines.tsx';
import { QuoteTotals } from './quote-totals.tsx';

/**
 * Beside the form, or folded above it on a phone. One structure for both, because the server does not know the screen:
 * where both columns have room, the style sheet shows what is folded.
 */
export function OrderSummary({ view, quote }: { view: SessionView; quote: QuoteState }) {
  const { summary } = useMessages();
  const details = useRef<HTMLDetailsElement>(null);
  const wide = useWide();
  const amount = quote.quote?.total ?? view.subtotal;

  // For browsers that do not know ::details-content.
  useEffect(() => {
    const folded = details.current;
    if (!wide || folded === null) return;
    folded.open = true;
    return () => {
      folded.open = false;
    };
  }, [wide]);

  return (
    <section className="summary" aria-labelledby="summary-heading">
      <h2 id="summary-heading">{summary.heading}</h2>
      <details ref={details}>
        <summary>
          <span className="summary-show">{summary.show}</span>
          <Amount cents={amount} currency={view.currency} />
        </summary>
        <ItemLines items={view.items} currency={view.currency} />
        <QuoteTotals view={view} state={quote} />
      </details>
    </section>
  );
}
