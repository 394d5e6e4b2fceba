import type { SessionView } from '@checkout/schemas/session';
import { useEffect, useRef } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { useTaxTexts } from '../messages/tax-texts.ts';
import { Amount } from '../page/amount.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { ShownText } from '../page/shown-texts.tsx';
import type { ShownTotals } from '../pay-form/totals.ts';

/**
 * Subtotal, tax, total; where the prices include the tax, the total alone. Each has its line from the beginning, so that nothing moves when
 * the numbers come.
 */
export function OrderTotals({ view, shown }: { view: SessionView; shown: ShownTotals }) {
  const { summary } = useMessages();
  const { totals, updating, taxLater, needsZip } = shown;
  const tax = useTaxTexts(totals);
  const pending = updating ? <span className="skeleton" /> : '–';

  return (
    <div className={updating ? 'totals updating' : 'totals'} aria-busy={updating}>
      <dl>
        {totals?.taxIncluded !== true && (
          <>
            <div>
              <dt>{summary.subtotal}</dt>
              <dd>
                <Amount cents={totals?.subtotal ?? view.subtotal} currency={view.currency} />
              </dd>
            </div>
            <div>
              <ShownText as="dt" text={tax.name} />
              <dd>
                {totals === undefined ? (
                  pending
                ) : (
                  <Amount cents={totals.tax ?? 0} currency={totals.currency} />
                )}
              </dd>
            </div>
          </>
        )}
        <div className="total">
          <dt>{summary.total}</dt>
          <dd>
            {totals === undefined ? pending : <Amount cents={totals.total} currency={totals.currency} />}
          </dd>
        </div>
      </dl>
      {tax.included !== null && (
        <p className="totals-note">
          <ShownText text={tax.included} />
        </p>
      )}
      {totals?.reverseCharge === true && <p className="totals-note">{summary.reverseCharge}</p>}
      {taxLater && <p className="totals-note">{needsZip ? summary.taxByZip : summary.taxLater}</p>}
    </div>
  );
}

/** Says what has changed about the total; what the page began with is simply on it. */
export function useTotalAnnouncement({ totals, updating, taxLater, needsZip }: ShownTotals) {
  const { summary } = useMessages();
  const formats = useFormats();
  const announce = useAnnounce();
  const said = useRef<string>(undefined);
  const total = totals && formats.money(totals.total, totals.currency);
  const later = needsZip ? summary.taxByZip : summary.taxLater;
  const known = taxLater ? later : total && summary.totalIs(total);

  useEffect(() => {
    if (known === undefined || updating) return;
    if (said.current !== undefined && said.current !== known) announce(known);
    said.current = known;
  }, [announce, known, updating]);
}
