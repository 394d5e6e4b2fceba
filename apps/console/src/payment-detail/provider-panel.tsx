import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { declineWords } from '../statuses/decline.ts';
import { StandingMark } from '../statuses/payment-status.tsx';

type ProviderPanelProps = { detail: PaymentDetail; payment: NonNullable<PaymentDetail['payment']> };

/** What Inflow calls it, beside what we call it: for a call with Inflow's support. */
export function ProviderPanel({ detail, payment }: ProviderPanelProps) {
  const messages = useMessages();
  const { payment: words } = messages;
  const { dateTime } = useFormats();
  return (
    <section className="panel">
      <h2>{words.inflow}</h2>
      <dl className="facts">
        <dt>{words.theirs}</dt>
        <dd>
          <code>{payment.status}</code>
          {payment.depositStatus !== null && (
            <>
              , <code>{payment.depositStatus}</code>
            </>
          )}
          {payment.declineCode !== null && (
            <>
              , <code>{payment.declineCode}</code>
            </>
          )}{' '}
          <span className="quiet">({words.readAt(dateTime(payment.readAt))})</span>
        </dd>
        <dt>{words.ours}</dt>
        <dd>
          <StandingMark standing={detail.standing} />
          {payment.declineCode !== null && ` ${declineWords(messages, payment.declineCode)}`}
        </dd>
        <dt>{words.paymentId}</dt>
        <dd className="id">{payment.paymentId}</dd>
      </dl>
    </section>
  );
}
