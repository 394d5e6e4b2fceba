import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { useChanges } from '../page/use-changes.ts';
import { compact, eventsInput } from '../search-params.ts';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { EventFilters } from './event-filters.tsx';
import { useEventColumns } from './use-event-columns.tsx';

const route = getRouteApi('/events');

/** What the shop was told, newest first, and what became of it at each endpoint. */
export function EventsPage() {
  const { events, payments } = useMessages();
  const { number } = useFormats();
  const trpc = useTRPC();
  const announce = useAnnounce();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useChanges();
  const query = useQuery(
    trpc.console.events.list.queryOptions(eventsInput(search), { placeholderData: keepPreviousData }),
  );
  const columns = useEventColumns();
  const count = query.data?.events.length;
  useEffect(() => {
    if (count !== undefined) announce(events.count(count, number(count)));
  }, [count, announce, events, number]);
  const { cursor, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeading title={events.title} />
      <EventFilters filters={filters} onChange={(next) => navigate({ search: compact(next) })} />
      <section className="panel flush" aria-label={events.caption} aria-busy={query.isFetching}>
        <Loaded query={query}>
          {({ events: rows, nextCursor }) =>
            rows.length === 0 ? (
              <Empty title={isFiltered ? events.none : events.noneYet}>
                {isFiltered ? events.noneNext : events.noneYetNext}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption={events.caption}
                  columns={columns}
                  rows={rows}
                  rowId={({ eventId }) => eventId}
                />
                <div className="table-foot">
                  <span>{events.count(rows.length, number(rows.length))}</span>
                  <span className="row">
                    {cursor !== undefined && (
                      <Link className="button small" to="/events" search={filters}>
                        {payments.first}
                      </Link>
                    )}
                    {nextCursor !== null && (
                      <Link className="button small" to="/events" search={{ ...filters, cursor: nextCursor }}>
                        {payments.next}
                      </Link>
                    )}
                  </span>
                </div>
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
}
