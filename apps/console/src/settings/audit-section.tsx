import type { AuditPage } from '@checkout/schemas/console-operator';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { MoreRows } from '../table/more-rows.tsx';
import { pagesOf } from '../table/pages.ts';
import { useTRPCClient } from '../trpc.ts';

type Entry = AuditPage['entries'][number];

/** What people have looked at and done, newest first. */
export function AuditSection() {
  const { audit, states } = useMessages();
  const { exactTime } = useFormats();
  const { console: api } = useTRPCClient();
  const query = useInfiniteQuery(
    pagesOf(['console', 'people', 'audit'], (cursor, signal) => api.people.audit.query(cursor, { signal })),
  );
  const columns = useMemo(
    (): Column<Entry>[] => [
      {
        id: 'when',
        header: audit.when,
        cell: ({ row: { original } }) => <time dateTime={original.at}>{exactTime(original.at)}</time>,
      },
      { id: 'who', header: audit.who, cell: ({ row: { original } }) => original.actorName ?? original.actor },
      {
        id: 'what',
        header: audit.what,
        cell: ({ row: { original } }) => (
          <span>
            <code>{original.action}</code>
            {original.to !== null && (
              <span className="block quiet">
                {original.from !== null && `${original.from} → `}
                {original.to}
              </span>
            )}
          </span>
        ),
      },
      { id: 'why', header: audit.why, cell: ({ row: { original } }) => original.reason ?? states.none },
      { id: 'about', header: audit.about, cell: ({ row: { original } }) => <About entry={original} /> },
      {
        id: 'where',
        header: audit.where,
        cell: ({ row: { original } }) => <span className="number">{original.address ?? states.none}</span>,
      },
    ],
    [audit, states, exactTime],
  );
  return (
    <section className="panel flush" aria-label={audit.caption}>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ entries }) => entries);
          if (rows.length === 0) return <Empty title={audit.none} />;
          return (
            <>
              <DataTable caption={audit.caption} columns={columns} rows={rows} rowId={({ id }) => id} />
              <MoreRows query={query} label={audit.next} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function About({ entry: { paymentId, reference } }: { entry: Entry }) {
  const { states } = useMessages();
  if (paymentId !== null)
    return (
      <Link to="/payments/$paymentId" params={{ paymentId }} className="id">
        {paymentId}
      </Link>
    );
  if (reference === null) return states.none;
  return (
    <Link to="/sessions/$reference" params={{ reference }} className="id">
      {reference}
    </Link>
  );
}
