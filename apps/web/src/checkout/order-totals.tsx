import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { ShownText } from '../page/shown-texts.tsx';
import type { ShownTotals } from '../pay-form/totals.ts';

/** Subtotal, tax, total. Each has its line from the beginning, so that nothing moves when the numbers come. */
export function OrderTotals({ view, shown }: { view: SessionView; shown: ShownTotals }) {
  const { summary } = useMessages();
  const formats = useFormats();
  const { totals, updating, taxLater } = shown;
  const rate = totals?.rate ?? null;

  return (
    <div className={updating ? 'totals updating' : 'totals'} aria-busy={updating}>
      <dl>
        <div>
          <dt>{summary.subtotal}</dt>
          <dd>
            <Amount cents={totals?.subtotal ?? view.subtotal} currency={view.currency} />
          </dd>
        </div>
        <div>
          <ShownText as="dt" text={rate === null ? summary.taxUnknown : summary.tax(formats.percent(rate))} />
          <dd>{totals === undefined ? '–' : <Amount cents={totals.tax} currency={totals.currency} />}</dd>
        </div>
        <div className="total">
          <dt>{summary.total}</dt>
          <dd>{totals === undefined ? '–' : <Amount cents={totals.total} currency={totals.currency} />}</dd>
        </div>
      </dl>
      {totals?.reverseCharge === true && <p className="totals-note">{summary.reverseCharge}</p>}
      {taxLater && <p className="totals-note">{summary.taxLater}</p>}
    </div>
  );
}

/** Says what has changed about the total; what the page began with is simply on it. */
export function useTotalAnnouncement({ totals, updating, taxLater }: ShownTotals) {
  const { summary } = useMessages();
  const formats = useFormats();
  const announce = useAnnounce();
  const said = useRef<string>(undefined);
  const total = totals && formats.money(totals.total, totals.currency);
  const known = taxLater ? summary.taxLater : total && summary.totalIs(total);

  useEffect(() => {
    if (known === undefined || updating) return;
    if (said.current !== undefined && said.current !== known) announce(known);
    said.current = known;
  }, [announce, known, updating]);
}
