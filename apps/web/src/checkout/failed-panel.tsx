import type { Payment } from '@checkout/schemas/payment';
import { useMessages } from '../messages/messages-context.tsx';
import { ExitLink } from '../page/exit-link.tsx';
import { SupportReference } from '../page/notice.tsx';
import { StatePanel } from '../page/state-panel.tsx';

type FailedPanelProps = { payment: Payment | null | undefined; cancelUrl: string | null };

/** A payment that failed after it had been authorised. Never with the way to `successUrl`: the order is not paid. */
export function FailedPanel({ payment, cancelUrl }: FailedPanelProps) {
  const { expired, failed } = useMessages();
  return (
    <StatePanel icon="failed" heading={failed.heading}>
      <p>{failed.body}</p>
      <p>{failed.unpaid}</p>
      {payment && <SupportReference paymentId={payment.id} />}
      <ExitLink url={cancelUrl}>{expired.back}</ExitLink>
    </StatePanel>
  );
}
