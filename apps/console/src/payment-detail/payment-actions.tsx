import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { ActionButton } from '../actions/action-button.tsx';
import type { ActionResult } from '../actions/action-dialog.tsx';
import { refundResult } from '../actions/refund-result.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useTRPCClient } from '../trpc.ts';
import { amountOf } from './amount-of.ts';

/** What the person may do with it now, as the api says. */
export function PaymentActions({ detail }: { detail: PaymentDetail }) {
  const messages = useMessages();
  const formats = useFormats();
  const { console: api } = useTRPCClient();
  const { action, acting } = messages;
  const { cents, currency } = amountOf(detail);
  const amount = formats.money(cents, currency);
  const about = acting.about(amount, detail.customer.email ?? acting.noCustomer);
  const may = new Set(detail.actions);
  const paymentId = detail.payment?.paymentId;
  const reference = detail.session?.reference;
  const waiting = detail.refundRequests.find(({ state }) => state === 'waiting');
  const done = (sentence: string): ActionResult => ({ tone: 'good', sentence });
  return (
    <>
      {may.has('refund') && paymentId !== undefined && (
        <ActionButton
          words={{
            ...action.refund,
            body: detail.refundNeedsApproval ? action.refund.bodyApproval : action.refund.body,
            confirm: detail.refundNeedsApproval ? action.refund.ask(amount) : action.refund.confirm(amount),
          }}
          about={about}
          danger={!detail.refundNeedsApproval}
          act={async (reason) => {
            const expected = { amountInCents: cents, currency: currency as 'EUR' };
            return refundResult(await api.refund.request.mutate({ paymentId, reason, expected }), messages);
          }}
        />
      )}
      {may.has('approveRefund') && waiting !== undefined && (
        <ActionButton
          words={{ ...action.approveRefund, confirm: action.approveRefund.confirm(amount) }}
          look="primary"
          about={about}
          danger
          act={async (reason) =>
            refundResult(await api.refund.approve.mutate({ requestId: waiting.requestId, reason }), messages)
          }
        />
      )}
      {may.has('rejectRefund') && waiting !== undefined && (
        <ActionButton
          words={action.rejectRefund}
          about={about}
          act={async (reason) => {
            await api.refund.reject.mutate({ requestId: waiting.requestId, reason });
            return done(action.rejectRefund.done);
          }}
        />
      )}
      {may.has('adoptStray') && paymentId !== undefined && (
        <ActionButton
          words={{ ...action.adoptStray, confirm: action.adoptStray.confirm(amount) }}
          about={about}
          act={async (reason) => {
            await api.stray.adopt.mutate({ paymentId, reason });
            return done(action.adoptStray.done);
          }}
        />
      )}
      {may.has('dismissStray') && paymentId !== undefined && (
        <ActionButton
          words={{ ...action.dismissStray, confirm: action.dismissStray.confirm(amount) }}
          about={about}
          act={async (reason) => {
            await api.stray.dismiss.mutate({ paymentId, reason });
            return done(action.dismissStray.done);
          }}
        />
      )}
      {may.has('closeAttempt') && reference !== undefined && (
        <ActionButton
          words={action.closeAttempt}
          about={about}
          danger
          act={async (reason) => {
            const { closed, state } = await api.attempt.close.mutate({ reference, reason });
            return closed
              ? done(action.closeAttempt.done)
              : { tone: 'wait', sentence: action.closeAttempt.notClosed(state) };
          }}
        />
      )}
      {may.has('expireSession') && reference !== undefined && (
        <ActionButton
          words={action.expireSession}
          about={about}
          act={async (reason) => {
            await api.session.expire.mutate({ reference, reason });
            return done(action.expireSession.done);
          }}
        />
      )}
      {may.has('unblock') && reference !== undefined && (
        <ActionButton
          words={action.unblock}
          about={about}
          act={async (reason) => {
            const { attempts } = await api.shopper.unblock.mutate({ reference, reason });
            return done(action.unblock.done(formats.number(attempts)));
          }}
        />
      )}
    </>
  );
}
