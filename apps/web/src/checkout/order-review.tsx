import type { SessionView } from '@checkout/schemas/session';
import { useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import type { ShownTotals } from '../pay-form/totals.ts';
import { ItemLines } from './item-lines.tsx';
import { OrderTotals } from './order-totals.tsx';

const ID = 'order-review';

/**
 * The order directly above the button, where the law wants it there and the summary is not beside the form. A bar at the lower edge of the
 * screen leads to it: the button itself may not stand there without the order.
 */
export function OrderReview({ view, shown }: { view: SessionView; shown: ShownTotals }) {
  const { summary } = useMessages();
  return (
    <>
      <a className="review-bar" href={`#${ID}`}>
        <span>
          {!shown.updating && (
            <Amount cents={shown.totals?.total ?? view.subtotal} currency={view.currency} />
          )}
        </span>
        <span className="button">{summary.review}</span>
      </a>
      <section className="order-review" id={ID} tabIndex={-1}>
        <h2>{summary.heading}</h2>
        <ItemLines items={view.items} currency={view.currency} />
        <OrderTotals view={view} shown={shown} />
      </section>
    </>
  );
}
