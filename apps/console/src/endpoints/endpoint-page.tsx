import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointState } from './endpoint-state.tsx';
import { ReplayRange } from './replay.tsx';
import { TestEvent } from './test-event.tsx';
import { useDeliveryColumns } from './use-delivery-columns.tsx';

const route = getRouteApi('/endpoints/$endpointId');

/** One endpoint: what was sent there, and what it answered. */
export function EndpointPage() {
  const { endpointId } = route.useParams();
  const { cursor } = route.useSearch();
  const { endpoints, payments } = useMessages();
  const trpc = useTRPC();
  const mayChange = useMay('endpoints');
  const mayReplay = useMay('replay');
  const list = useQuery(trpc.console.endpoints.list.queryOptions());
  const endpoint = list.data?.endpoints.find((each) => each.endpointId === endpointId);
  const deliveries = useQuery(
    trpc.console.endpoints.deliveries.queryOptions({
      endpointId,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  const columns = useDeliveryColumns(endpointId);
  return (
    <>
      <PageHeading
        title={endpoint?.url ?? endpoints.title}
        beside={endpoint && <EndpointState endpoint={endpoint} />}
        actions={
          <>
            {mayReplay && <ReplayRange endpointId={endpointId} />}
            {mayChange && <TestEvent endpointId={endpointId} />}
            {mayChange && endpoint && <EndpointActions endpoint={endpoint} />}
          </>
        }
      />
      <section className="panel flush" aria-label={endpoints.deliveries}>
        <h2 className="inset">{endpoints.deliveries}</h2>
        <Loaded query={deliveries}>
          {({ deliveries: rows, nextCursor }) =>
            rows.length === 0 ? (
              <Empty title={endpoints.noDeliveries}>{endpoints.noDeliveriesNext}</Empty>
            ) : (
              <>
                <DataTable
                  caption={endpoints.deliveries}
                  columns={columns}
                  rows={rows}
                  rowId={({ eventId }) => eventId}
                />
                {(nextCursor !== null || cursor !== undefined) && (
                  <div className="table-foot">
                    {cursor !== undefined && (
                      <Link className="button small" to="/endpoints/$endpointId" params={{ endpointId }}>
                        {payments.first}
                      </Link>
                    )}
                    {nextCursor !== null && (
                      <Link
                        className="button small"
                        to="/endpoints/$endpointId"
                        params={{ endpointId }}
                        search={{ cursor: nextCursor }}
                      >
                        {payments.next}
                      </Link>
                    )}
                  </div>
                )}
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
}
