import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { sessionColumns } from './session-columns.tsx';

/** Checkouts that match what was searched for: also those that have no payment. Nothing where there are none. */
export function MatchingSessions({ query }: { query: string }) {
  const messages = useMessages();
  const formats = useFormats();
  const trpc = useTRPC();
  const found = useQuery(
    trpc.console.search.sessions.queryOptions({ query, limit: 10 }, { placeholderData: keepPreviousData }),
  );
  const columns = useMemo(() => sessionColumns(messages, formats), [messages, formats]);
  if (found.data === undefined || found.data.sessions.length === 0) return null;
  return (
    <section className="panel flush" aria-label={messages.payments.sessionsToo}>
      <div className="panel-head inset">
        <h2>{messages.payments.sessionsToo}</h2>
      </div>
      <DataTable
        caption={messages.sessions.caption}
        columns={columns}
        rows={found.data.sessions}
        rowId={({ reference }) => reference}
      />
    </section>
  );
}
