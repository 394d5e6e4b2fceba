import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { paymentColumns } from '../payments/payment-columns.tsx';
import { DataTable } from '../table/data-table.tsx';
import { MoreRows } from '../table/more-rows.tsx';
import { pagesOf } from '../table/pages.ts';
import { useTRPCClient } from '../trpc.ts';

/** What is done about each stands on its own page. */
export function PaymentsToAttend({ filter }: { filter: { stray: true } | { refund: 'failed' } }) {
  const messages = useMessages();
  const formats = useFormats();
  const { console: api } = useTRPCClient();
  const query = useInfiniteQuery(
    pagesOf(['console', 'search', 'payments', JSON.stringify(filter)], (cursor, signal) =>
      api.search.payments.query({ ...filter, ...cursor }, { signal }),
    ),
  );
  const columns = useMemo(() => paymentColumns(messages, formats), [messages, formats]);
  const { attention, payments } = messages;
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.payments);
        if (rows.length === 0 && !query.hasNextPage)
          return <Empty title={attention.none}>{attention.noneNext}</Empty>;
        return (
          <>
            <DataTable
              caption={payments.caption}
              columns={columns}
              rows={rows}
              rowId={({ paymentId }) => paymentId}
            />
            <MoreRows query={query} label={messages.payments.next} />
          </>
        );
      }}
    </Loaded>
  );
}
