import type { SessionView } from '@checkout/schemas/session';
import { useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useWide } from '../page/use-wide.ts';
import type { QuoteState } from '../pay-form/use-quote.ts';
import { ItemLines } from './item-lines.tsx';
import { QuoteTotals } from './quote-totals.tsx';

/** Beside the form, or folded above it on a phone. */
export function OrderSummary({ view, quote }: { view: SessionView; quote: QuoteState }) {
  const { summary } = useMessages();
  const wide = useWide();
  const amount = quote.quote?.total ?? view.subtotal;
  const details = (
    <>
      <ItemLines items={view.items} currency={view.currency} />
      <QuoteTotals view={view} state={quote} />
    </>
  );

  if (wide) {
    return (
      <section className="summary" aria-labelledby="summary-heading">
        <h2 id="summary-heading">{summary.heading}</h2>
        {details}
      </section>
    );
  }
  return (
    <details className="summary">
      <summary>
        <span className="summary-show">{summary.show}</span>
        <Amount cents={amount} currency={view.currency} />
      </summary>
      {details}
    </details>
  );
}
