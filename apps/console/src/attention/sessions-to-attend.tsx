import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { sessionColumns } from '../payments/session-columns.tsx';
import { DataTable } from '../table/data-table.tsx';
import { MoreRows } from '../table/more-rows.tsx';
import { pagesOf } from '../table/pages.ts';
import { useTRPCClient } from '../trpc.ts';

export function SessionsToAttend({ kind }: { kind: 'unresolved' | 'unacknowledged' }) {
  const messages = useMessages();
  const formats = useFormats();
  const { console: api } = useTRPCClient();
  const query = useInfiniteQuery(
    pagesOf(['console', 'search', 'sessions', kind], (cursor, signal) =>
      api.search.sessions.query({ attention: kind, ...cursor }, { signal }),
    ),
  );
  const columns = useMemo(() => sessionColumns(messages, formats), [messages, formats]);
  const { attention, sessions } = messages;
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.sessions);
        if (rows.length === 0 && !query.hasNextPage)
          return <Empty title={attention.none}>{attention.noneNext}</Empty>;
        return (
          <>
            <DataTable
              caption={sessions.caption}
              columns={columns}
              rows={rows}
              rowId={({ reference }) => reference}
            />
            <MoreRows query={query} label={messages.payments.next} />
          </>
        );
      }}
    </Loaded>
  );
}
