import type { Standing } from '@checkout/schemas/console-payment';
import type { PaymentRow } from '@checkout/schemas/console-search';
import type { KnownPaymentStatus } from '@checkout/schemas/payment';
import type { SessionStatus } from '@checkout/schemas/session';
import { useMessages } from '../messages/speech.tsx';
import { Status, type Tone } from '../page/tone.tsx';

const PAYMENT_TONES: Readonly<Record<KnownPaymentStatus, Tone>> = {
  INITIATION: 'neutral',
  CHECKOUT_PENDING: 'neutral',
  CHECKOUT_SUCCESS: 'good',
  PAYMENT_RECEIVED: 'good',
  PAYMENT_SUCCESS: 'good',
  PAYMENT_FAILED: 'bad',
  CHECKOUT_CANCELED: 'neutral',
  CANCELED: 'neutral',
  REFUND_PENDING: 'wait',
  FULLY_REFUNDED: 'undone',
  PARTIAL_REFUNDED: 'undone',
  REFUND_FAILED: 'bad',
};

function isKnown(status: string): status is KnownPaymentStatus {
  return Object.hasOwn(PAYMENT_TONES, status);
}

/** Inflow's status in our words; one that is not known is shown as it came. */
export function PaymentStatus({ status }: { status: string }) {
  const { paymentStatus } = useMessages();
  if (!isKnown(status)) return <Status tone="neutral">{status}</Status>;
  return <Status tone={PAYMENT_TONES[status]}>{paymentStatus[status]}</Status>;
}

/** A row's status, and what is more urgent than it: stray, or a refund that Inflow's status does not show yet. */
export function RowStatus({ row }: { row: PaymentRow }) {
  const { stray, refundState, standing } = useMessages();
  if (row.stray) return <Status tone="bad">{stray}</Status>;
  if (row.awaitsApproval) return <Status tone="wait">{standing.refundAwaitsApproval.name}</Status>;
  const isUnresolved = row.refund === 'requested' || row.refund === 'unknown';
  if (row.refund !== null && isUnresolved) return <Status tone="wait">{refundState[row.refund]}</Status>;
  return <PaymentStatus status={row.status} />;
}

const SESSION_TONES: Readonly<Record<SessionStatus, Tone>> = {
  open: 'neutral',
  processing: 'wait',
  complete: 'good',
  reversed: 'undone',
  expired: 'neutral',
};

export function SessionStatusMark({ status }: { status: SessionStatus }) {
  const { sessionStatus } = useMessages();
  return <Status tone={SESSION_TONES[status]}>{sessionStatus[status]}</Status>;
}

const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  waiting: 'neutral',
  inProgress: 'wait',
  challenge: 'wait',
  unknown: 'wait',
  declined: 'bad',
  paid: 'good',
  guaranteed: 'good',
  settled: 'good',
  failedAfterwards: 'bad',
  refundAwaitsApproval: 'wait',
  refundUnknown: 'wait',
  refundPending: 'wait',
  refunded: 'undone',
  partlyRefunded: 'undone',
  refundFailed: 'bad',
  stray: 'bad',
  strayDismissed: 'neutral',
  expired: 'neutral',
  notCharged: 'neutral',
};

export function StandingMark({ standing }: { standing: Standing }) {
  const messages = useMessages();
  return <Status tone={STANDING_TONES[standing]}>{messages.standing[standing].name}</Status>;
}
