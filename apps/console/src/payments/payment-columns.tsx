import type { PaymentRow } from '@checkout/schemas/console-search';
import { Link } from '@tanstack/react-router';
import type { Formats } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { declineWords } from '../statuses/decline.ts';
import { RowStatus } from '../statuses/payment-status.tsx';
import type { Column } from '../table/data-table.tsx';
import { totalOf } from './total-of.ts';

export function paymentColumns(messages: Messages, formats: Formats): Column<PaymentRow>[] {
  const { payments, states } = messages;
  return [
    {
      id: 'when',
      header: payments.when,
      meta: { sort: 'time' },
      cell: ({ row: { original } }) => (
        <Link className="row-link" to="/payments/$paymentId" params={{ paymentId: original.paymentId }}>
          <time dateTime={original.createdAt}>{formats.dateTime(original.createdAt)}</time>
        </Link>
      ),
    },
    {
      id: 'amount',
      header: payments.amount,
      meta: { end: true, sort: 'amount' },
      cell: ({ row: { original } }) => (
        <span className="amount">{formats.money(totalOf(original), original.currency)}</span>
      ),
    },
    { id: 'status', header: payments.status, cell: ({ row: { original } }) => <RowStatus row={original} /> },
    {
      id: 'customer',
      header: payments.customer,
      cell: ({ row: { original } }) => original.customerEmail ?? <span className="quiet">{states.none}</span>,
    },
    {
      id: 'card',
      header: payments.card,
      cell: ({ row: { original } }) =>
        original.cardLast4 === null ? (
          <span className="quiet">{states.none}</span>
        ) : (
          <span className="number">
            {original.cardBrand ?? ''} ••{original.cardLast4}
          </span>
        ),
    },
    {
      id: 'country',
      header: payments.country,
      cell: ({ row: { original } }) => original.country ?? <span className="quiet">{states.none}</span>,
    },
    {
      id: 'decline',
      header: payments.decline,
      cell: ({ row: { original } }) =>
        original.declineCode === null ? (
          <span className="quiet">{states.none}</span>
        ) : (
          declineWords(messages, original.declineCode)
        ),
    },
  ];
}
