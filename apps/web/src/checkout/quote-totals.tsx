import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import type { QuoteState } from '../pay-form/use-quote.ts';

/** Subtotal, tax, total. Each has its line from the beginning, so that nothing moves when the numbers come. */
export function QuoteTotals({ view, state }: { view: SessionView; state: QuoteState }) {
  const { summary } = useMessages();
  const formats = useFormats();
  const { quote, updating, failed, retry } = state;
  useTotalAnnouncement(state);

  return (
    <div className={updating ? 'totals updating' : 'totals'} aria-busy={updating}>
      <dl>
        <div>
          <dt>{summary.subtotal}</dt>
          <dd>
            <Amount cents={quote?.subtotal ?? view.subtotal} currency={view.currency} />
          </dd>
        </div>
        <div>
          <dt>{quote === undefined ? summary.taxUnknown : summary.tax(formats.percent(quote.rate))}</dt>
          <dd>{quote === undefined ? '–' : <Amount cents={quote.tax} currency={quote.currency} />}</dd>
        </div>
        <div className="total">
          <dt>{summary.total}</dt>
          <dd>{quote === undefined ? '–' : <Amount cents={quote.total} currency={quote.currency} />}</dd>
        </div>
      </dl>
      {quote?.reverseCharge === true && <p className="totals-note">{summary.reverseCharge}</p>}
      {failed && (
        <p className="totals-note">
          {summary.failed}{' '}
          <button type="button" className="link-button" onClick={retry}>
            {summary.again}
          </button>
        </p>
      )}
    </div>
  );
}

/** Says a total that changed; the first one is simply on the page. */
function useTotalAnnouncement({ quote, updating }: QuoteState) {
  const { summary } = useMessages();
  const formats = useFormats();
  const announce = useAnnounce();
  const said = useRef<string>(undefined);
  const total = quote === undefined || updating ? undefined : formats.money(quote.total, quote.currency);

  useEffect(() => {
    if (total === undefined) return;
    if (said.current !== undefined && said.current !== total) announce(summary.totalIs(total));
    said.current = total;
  }, [announce, summary, total]);
}
