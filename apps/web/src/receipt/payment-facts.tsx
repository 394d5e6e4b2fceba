import type { Payment } from '@checkout/schemas/payment';
import { cardName } from '../card-form/card-brands.tsx';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { useIdle } from '../page/browser-state.ts';

/** Card and business are absent from what a node of the release before sends. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const messages = useMessages();
  const { receipt, fields } = messages;
  const formats = useFormats();
  const amount = payment.amountTaxesIncluded ?? payment.amountInCents;
  const idle = useIdle();
  // Which hour it was depends on where the shopper is, and working that out is slow: until then only its line is there.
  const date = idle ? formats.dateTime(payment.createdAt ?? '') : '\u00a0';
  return (
    <dl className="facts">
      <div className="facts-amount">
        <dt>{receipt.amount}</dt>
        <dd>
          <Amount cents={amount} currency={payment.currency} />
        </dd>
      </div>
      {payment.createdAt !== null && date !== '' && (
        <div>
          <dt>{receipt.date}</dt>
          <dd>{date}</dd>
        </div>
      )}
      {payment.card && (
        <div>
          <dt>{receipt.card}</dt>
          <dd>{cardName(payment.card, messages)}</dd>
        </div>
      )}
      {payment.customerEmail !== null && (
        <div>
          <dt>{receipt.email}</dt>
          <dd>
            <bdi>{payment.customerEmail}</bdi>
          </dd>
        </div>
      )}
      {payment.business && (
        <>
          <div>
            <dt>{fields.businessName.label}</dt>
            <dd>
              <bdi>{payment.business.name}</bdi>
            </dd>
          </div>
          <div>
            <dt>{fields.taxId.label}</dt>
            <dd>
              <bdi>{payment.business.taxId}</bdi>
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>{receipt.reference}</dt>
        <dd>
          <code dir="ltr">{payment.id}</code>
          <span className="facts-hint">{receipt.referenceHint}</span>
        </dd>
      </div>
    </dl>
  );
}
