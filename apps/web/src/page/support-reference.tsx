import { useMessages } from '../messages/messages-context.tsx';

/** What a shopper can read out to the merchant, who finds the payment by it. */
export function SupportReference({ paymentId }: { paymentId: string }) {
  const { receipt } = useMessages();
  return (
    <p className="support-reference">
      {receipt.reference}: <code dir="ltr">{paymentId}</code>
    </p>
  );
}
