import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { useChanges } from '../page/use-changes.ts';
import { compact, type PaymentsSearch, searchInput } from '../search-params.ts';
import { DataTable, type Sorting } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { MatchingSessions } from './matching-sessions.tsx';
import { paymentColumns } from './payment-columns.tsx';
import { PaymentFilters } from './payment-filters.tsx';

const route = getRouteApi('/payments');

const SORTINGS: Readonly<Record<string, Sorting>> = {
  newest: { by: 'time', descending: true },
  oldest: { by: 'time', descending: false },
  largest: { by: 'amount', descending: true },
  smallest: { by: 'amount', descending: false },
};

export function PaymentsPage() {
  const messages = useMessages();
  const formats = useFormats();
  const trpc = useTRPC();
  const announce = useAnnounce();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useChanges();
  const query = useQuery(
    trpc.console.search.payments.queryOptions(searchInput(search), {
      // While one types, the former results stay until the next are there.
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useMemo(() => paymentColumns(messages, formats), [messages, formats]);
  const { payments } = messages;
  const count = query.data?.payments.length;
  useEffect(() => {
    if (count !== undefined) announce(payments.count(count, formats.number(count)));
  }, [count, announce, payments, formats]);

  const { sort = 'newest', cursor, ...filters } = search;
  const change = (next: PaymentsSearch) => navigate({ search: compact(next) });
  return (
    <>
      <PageHeading title={payments.title} />
      <PaymentFilters search={search} onChange={change} />
      <section className="panel flush" aria-label={payments.caption} aria-busy={query.isFetching}>
        <Loaded query={query}>
          {({ payments: rows, nextCursor, searchedTo, understood }) => (
            <>
              {rows.length > 0 && (
                <DataTable
                  caption={payments.caption}
                  columns={columns}
                  rows={rows}
                  rowId={({ paymentId }) => paymentId}
                  sorting={SORTINGS[sort]}
                  onSort={({ by, descending }) =>
                    change({
                      ...filters,
                      sort:
                        by === 'time'
                          ? descending
                            ? 'newest'
                            : 'oldest'
                          : descending
                            ? 'largest'
                            : 'smallest',
                    })
                  }
                />
              )}
              {rows.length === 0 && nextCursor === null && (
                <NoPayments isFiltered={Object.keys(filters).length > 0} />
              )}
              <div className="table-foot">
                <span>
                  {rows.length > 0 && payments.count(rows.length, formats.number(rows.length))}
                  {understood.length > 0 && (
                    <> · {payments.understood(understood.map((kind) => payments.kinds[kind]).join(', '))}</>
                  )}
                  {searchedTo !== null && <> · {payments.searchedTo(formats.dateTime(searchedTo))}</>}
                </span>
                <span className="row">
                  {cursor !== undefined && (
                    <Link
                      className="button small"
                      to="/payments"
                      search={compact({ ...search, cursor: undefined })}
                    >
                      {payments.first}
                    </Link>
                  )}
                  {nextCursor !== null && (
                    <Link className="button small" to="/payments" search={{ ...search, cursor: nextCursor }}>
                      {rows.length === 0 ? payments.searchOn : payments.next}
                    </Link>
                  )}
                </span>
              </div>
            </>
          )}
        </Loaded>
      </section>
      {search.query !== undefined && <MatchingSessions query={search.query} />}
    </>
  );
}

function NoPayments({ isFiltered }: { isFiltered: boolean }) {
  const { payments } = useMessages();
  return isFiltered ? (
    <Empty title={payments.none}>{payments.noneNext}</Empty>
  ) : (
    <Empty title={payments.noneYet}>{payments.noneYetNext}</Empty>
  );
}
