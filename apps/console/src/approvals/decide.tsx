import type { RefundRequest } from '@checkout/schemas/console-payment';
import { ActionButton } from '../actions/action-button.tsx';
import { refundResult } from '../actions/refund-result.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { useTRPCClient } from '../trpc.ts';

/** For another person than the one who asked; the api refuses that one, and the page says so before. */
export function Decide({ request }: { request: RefundRequest }) {
  const messages = useMessages();
  const { money } = useFormats();
  const { console: api } = useTRPCClient();
  const mayApprove = useMay('approve');
  const { action, acting, approvals, states } = messages;
  if (!mayApprove) return states.none;
  if (request.isOwn) return <span className="quiet">{approvals.own}</span>;
  const { requestId } = request;
  const amount = money(request.amountInCents, request.currency);
  const about = acting.about(amount, request.customerEmail ?? acting.noCustomer);
  return (
    <span className="row">
      <ActionButton
        words={{ ...action.approveRefund, confirm: action.approveRefund.confirm(amount) }}
        look="small primary"
        about={about}
        danger
        act={async (reason) => refundResult(await api.refund.approve.mutate({ requestId, reason }), messages)}
      />
      <ActionButton
        words={action.rejectRefund}
        look="small"
        about={about}
        act={async (reason) => {
          await api.refund.reject.mutate({ requestId, reason });
          return { tone: 'good', sentence: action.rejectRefund.done };
        }}
      />
    </span>
  );
}
