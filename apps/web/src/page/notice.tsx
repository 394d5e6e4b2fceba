import type { ReactNode, Ref } from 'react';
import { useMessages } from '../messages/messages-context.tsx';

type NoticeProps = {
  tone: 'problem' | 'info';
  heading?: string;
  /** Announced immediately by screen readers. */
  alert?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
};

export function Notice({ tone, heading, alert = false, children, ref }: NoticeProps) {
  return (
    <div ref={ref} className={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      {heading !== undefined && <p className="notice-heading">{heading}</p>}
      {children}
    </div>
  );
}

/** What a shopper can read out to the merchant, who finds the payment by it. */
export function SupportReference({ paymentId }: { paymentId: string }) {
  const { receipt } = useMessages();
  return (
    <p className="support-reference">
      {receipt.reference} <code dir="ltr">{paymentId}</code>
    </p>
  );
}
