import type { SessionRow } from '@checkout/schemas/console-search';
import { Link } from '@tanstack/react-router';
import type { Formats } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { SessionStatusMark } from '../statuses/payment-status.tsx';
import type { Column } from '../table/data-table.tsx';

export function sessionColumns({ sessions, states }: Messages, formats: Formats): Column<SessionRow>[] {
  return [
    {
      id: 'when',
      header: sessions.when,
      cell: ({ row: { original } }) => (
        <Link className="row-link" to="/sessions/$reference" params={{ reference: original.reference }}>
          <time dateTime={original.createdAt}>{formats.dateTime(original.createdAt)}</time>
        </Link>
      ),
    },
    {
      id: 'subtotal',
      header: sessions.subtotal,
      meta: { end: true },
      cell: ({ row: { original } }) => (
        <span className="amount">{formats.money(original.subtotal, original.currency)}</span>
      ),
    },
    {
      id: 'status',
      header: sessions.status,
      cell: ({ row: { original } }) => <SessionStatusMark status={original.status} />,
    },
    {
      id: 'customer',
      header: sessions.customer,
      cell: ({ row: { original } }) => original.customerEmail ?? <span className="quiet">{states.none}</span>,
    },
    {
      id: 'attempts',
      header: sessions.attempts,
      meta: { end: true },
      cell: ({ row: { original } }) => <span className="number">{formats.number(original.attempts)}</span>,
    },
    {
      id: 'shop',
      header: sessions.shop,
      cell: ({ row: { original } }) =>
        original.acknowledgedReference ?? <span className="quiet">{states.none}</span>,
    },
  ];
}
