import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { Link } from '@tanstack/react-router';
import { useMessages } from '../messages/speech.tsx';

export function CustomerPanel({ detail: { customer, attempts } }: { detail: PaymentDetail }) {
  const { payment: words } = useMessages();
  const card = attempts.findLast(({ cardLast4 }) => cardLast4 !== null);
  return (
    <section className="panel">
      <h2>{words.customer}</h2>
      <dl className="facts">
        <dt>{words.email}</dt>
        <dd>
          {customer.erased && words.erased}
          {!customer.erased && customer.email === null && words.noEmail}
          {customer.email !== null &&
            (customer.masked ? (
              <>
                {customer.email} <span className="quiet">({words.masked})</span>
              </>
            ) : (
              <Link to="/payments" search={{ query: customer.email }}>
                {customer.email}
              </Link>
            ))}
        </dd>
        <dt>{words.card}</dt>
        <dd>
          {card?.cardLast4 == null
            ? words.unknownCard
            : words.cardEnding(card.cardBrand ?? words.card, card.cardLast4)}
        </dd>
        {customer.customerId !== null && (
          <>
            <dt>{words.customerId}</dt>
            <dd className="id">{customer.customerId}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
