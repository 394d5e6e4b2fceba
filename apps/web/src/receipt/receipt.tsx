import type { Payment } from '@checkout/schemas/payment';
import type { SessionView } from '@checkout/schemas/session';
import { useEffect } from 'react';
import { ItemLines } from '../checkout/item-lines.tsx';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { ExitLink } from '../page/exit-link.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { StateMark } from '../page/state-panel.tsx';
import { forgetCartOf } from '../store/cart-storage.ts';
import { PaymentFacts } from './payment-facts.tsx';
import { WayBack } from './way-back.tsx';

/** Shown for a session that the server calls paid, or paid and refunded, and for nothing else. */
export function Receipt({ view, justPaid }: { view: SessionView; justPaid: boolean }) {
  const { receipt, expired, summary } = useMessages();
  const payment = paymentOf(view);
  const kind = receiptKind(payment);

  useEffect(() => forgetCartOf(view.sessionId), [view.sessionId]);

  return (
    <article className="receipt">
      <StateMark icon={kind === 'paid' ? 'paid' : 'refunded'} />
      <PageHeading key={kind} text={receipt.headings[kind]} />
      <p>{kind === 'paid' ? receipt.thanks : receipt.refundDelay}</p>
      {payment !== null && <PaymentFacts payment={payment} />}
      <h2>{receipt.items}</h2>
      <ItemLines items={view.items} currency={view.currency} />
      <Totals view={view} payment={payment} />
      {payment?.reverseCharge === true && <p className="totals-note">{summary.reverseCharge}</p>}
      <div className="receipt-ways">
        <button type="button" className="button" onClick={() => window.print()}>
          {receipt.print}
        </button>
        {kind === 'refunded' ? (
          <ExitLink url={view.cancelUrl}>{expired.back}</ExitLink>
        ) : (
          <WayBack successUrl={view.successUrl} reference={view.reference} justPaid={justPaid} />
        )}
      </div>
    </article>
  );
}

/** Only of an outcome that agrees with the session: a stray charge may have been refunded beside the one that paid. */
function paymentOf({ status, outcome }: SessionView): Payment | null {
  const expected = status === 'complete' ? 'succeeded' : 'reversed';
  return outcome?.status === expected ? outcome.payment : null;
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

type ReceiptKind = keyof Messages['receipt']['headings'];

/**
 * What the payment is now. Statuses are Inflow's and open: one that is not about a refund, or says that none was made, changes
 * nothing for the shopper.
 */
function receiptKind(payment: Payment | null): ReceiptKind {
  switch (payment?.status) {
    case 'REFUND_PENDING':
      return 'refundPending';
    case 'PARTIAL_REFUNDED':
      return 'partlyRefunded';
    case 'FULLY_REFUNDED':
      return 'refunded';
    default:
      return 'paid';
  }
}
