import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Notice } from '../page/tone.tsx';

/** Who asked for a refund, why, and what a second person said. Nothing where it was never asked for. */
export function RefundPanel({ detail: { refund, refundRequests } }: { detail: PaymentDetail }) {
  const { payment: words, refundState } = useMessages();
  const { dateTime } = useFormats();
  const { refundRequest } = words;
  return (
    <>
      {refund !== null && (
        <Notice tone={refund.state === 'failed' ? 'bad' : refund.state === 'refunded' ? 'good' : 'wait'}>
          <p>
            {refundState[refund.state]}, {words.by(refund.requestedByName ?? refund.requestedBy)},{' '}
            <time dateTime={refund.requestedAt}>{dateTime(refund.requestedAt)}</time>
          </p>
          {refund.reason !== null && <p>{words.because(refund.reason)}</p>}
        </Notice>
      )}
      {refundRequests.map((request) => {
        const asked = request.requestedByName ?? request.requestedBy;
        const decided = request.decidedByName ?? '';
        return (
          <Notice key={request.requestId} tone={request.state === 'waiting' ? 'wait' : 'info'}>
            <p>
              {request.state === 'waiting' && refundRequest.waiting(asked, dateTime(request.requestedAt))}
              {request.state === 'approved' && refundRequest.approved(decided)}
              {request.state === 'rejected' && refundRequest.rejected(decided)}
              {request.state === 'waiting' && request.isOwn && ` ${refundRequest.own}`}
            </p>
            <p>{words.because(request.decisionReason ?? request.reason)}</p>
          </Notice>
        );
      })}
    </>
  );
}
