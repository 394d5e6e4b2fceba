import type { RefundRequest } from '@checkout/schemas/console-payment';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { useChanges } from '../page/use-changes.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { Decide } from './decide.tsx';

/** Refunds that wait for a second person. */
export function ApprovalsPage() {
  const { approvals, payments, states } = useMessages();
  const { money, dateTime } = useFormats();
  const trpc = useTRPC();
  useChanges();
  const query = useQuery(trpc.console.refund.waiting.queryOptions());
  const columns = useMemo(
    (): Column<RefundRequest>[] => [
      {
        id: 'when',
        header: approvals.when,
        cell: ({ row: { original } }) => (
          <Link className="row-link" to="/payments/$paymentId" params={{ paymentId: original.paymentId }}>
            <time dateTime={original.requestedAt}>{dateTime(original.requestedAt)}</time>
          </Link>
        ),
      },
      {
        id: 'amount',
        header: payments.amount,
        meta: { end: true },
        cell: ({ row: { original } }) => (
          <span className="amount">{money(original.amountInCents, original.currency)}</span>
        ),
      },
      {
        id: 'customer',
        header: payments.customer,
        cell: ({ row: { original } }) => original.customerEmail ?? states.none,
      },
      {
        id: 'who',
        header: approvals.who,
        cell: ({ row: { original } }) => original.requestedByName ?? original.requestedBy,
      },
      { id: 'why', header: approvals.why, cell: ({ row: { original } }) => original.reason },
      {
        id: 'decide',
        header: approvals.decide,
        cell: ({ row: { original } }) => <Decide request={original} />,
      },
    ],
    [approvals, payments, states, money, dateTime],
  );
  return (
    <>
      <PageHeading title={approvals.title} intro={approvals.intro} />
      <section className="panel flush" aria-label={approvals.title}>
        <Loaded query={query}>
          {({ requests }) =>
            requests.length === 0 ? (
              <Empty title={approvals.none}>{approvals.noneNext}</Empty>
            ) : (
              <DataTable
                caption={approvals.title}
                columns={columns}
                rows={requests}
                rowId={({ requestId }) => requestId}
              />
            )
          }
        </Loaded>
      </section>
    </>
  );
}
