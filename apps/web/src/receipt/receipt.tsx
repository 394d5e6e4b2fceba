import type { Payment } from '@checkout/schemas/payment';
import type { SessionView } from '@checkout/schemas/session';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { ItemLines } from '../checkout/item-lines.tsx';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { Notice } from '../page/notice.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { StateMark } from '../page/state-panel.tsx';
import { isSafeUrl } from '../safe-url.ts';
import { forgetCartOf } from '../store/cart-storage.ts';
import { PaymentFacts } from './payment-facts.tsx';

/** Shown for a session that the server calls paid, and for nothing else. */
export function Receipt({ view }: { view: SessionView }) {
  const messages = useMessages();
  const { receipt } = messages;
  const payment = paymentOf(view);
  const refund = payment === null ? null : refundSentence(payment.status, messages);

  useEffect(() => forgetCartOf(view.sessionId), [view.sessionId]);

  return (
    <article className="receipt">
      <StateMark icon="paid" />
      <PageHeading text={receipt.heading} />
      <p>{receipt.thanks}</p>
      {refund !== null && (
        <Notice tone="info">
          <p>{refund}</p>
        </Notice>
      )}
      {payment !== null && <PaymentFacts payment={payment} />}
      <h2>{receipt.items}</h2>
      <ItemLines items={view.items} currency={view.currency} />
      <Totals view={view} payment={payment} />
      <div className="receipt-ways">
        <button type="button" className="button" onClick={() => window.print()}>
          {receipt.print}
        </button>
        {view.successUrl !== null && isSafeUrl(view.successUrl) ? (
          <a className="button primary" href={view.successUrl}>
            {receipt.continue}
          </a>
        ) : (
          <Link className="button primary" href="/">
            {receipt.toStore}
          </Link>
        )}
      </div>
    </article>
  );
}

function paymentOf({ outcome }: SessionView): Payment | null {
  return outcome?.status === 'succeeded' ? outcome.payment : null;
}

function Totals({ view, payment }: { view: SessionView; payment: Payment | null }) {
  const { receipt, summary } = useMessages();
  const formats = useFormats();
  const total = payment?.amountTaxesIncluded ?? null;
  const rate = payment?.taxRateInPercentage ?? null;
  return (
    <dl className="totals">
      <div>
        <dt>{receipt.subtotal}</dt>
        <dd>
          <Amount cents={view.subtotal} currency={view.currency} />
        </dd>
      </div>
      {total !== null && (
        <>
          <div>
            <dt>{rate === null ? receipt.tax : summary.tax(formats.percent(rate))}</dt>
            <dd>
              <Amount cents={total - view.subtotal} currency={view.currency} />
            </dd>
          </div>
          <div className="total">
            <dt>{receipt.total}</dt>
            <dd>
              <Amount cents={total} currency={view.currency} />
            </dd>
          </div>
        </>
      )}
    </dl>
  );
}

/** A receipt that was paid back says so. Statuses are Inflow's and open: all others say nothing. */
function refundSentence(status: string, { receipt }: Messages): string | null {
  switch (status) {
    case 'REFUND_PENDING':
      return receipt.refundPending;
    case 'FULLY_REFUNDED':
      return receipt.refunded;
    case 'PARTIAL_REFUNDED':
      return receipt.partlyRefunded;
    default:
      return null;
  }
}
