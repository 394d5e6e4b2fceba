import type { Endpoint } from '@checkout/schemas/endpoint';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { useTRPC } from '../trpc.ts';
import { AddEndpoint } from './add-endpoint.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointState } from './endpoint-state.tsx';

export function EndpointsPage() {
  const { endpoints, attention } = useMessages();
  const { number } = useFormats();
  const trpc = useTRPC();
  const mayChange = useMay('endpoints');
  const query = useQuery(trpc.console.endpoints.list.queryOptions());
  const columns = useMemo(
    (): Column<Endpoint>[] => [
      {
        id: 'url',
        header: endpoints.url,
        cell: ({ row: { original } }) => (
          <>
            <Link
              className="row-link id"
              to="/endpoints/$endpointId"
              params={{ endpointId: original.endpointId }}
            >
              {original.url}
            </Link>
            {original.configured && <span className="quiet"> {endpoints.configured}</span>}
          </>
        ),
      },
      {
        id: 'state',
        header: endpoints.state,
        cell: ({ row: { original } }) => <EndpointState endpoint={original} />,
      },
      {
        id: 'waiting',
        header: endpoints.waiting,
        meta: { end: true },
        cell: ({ row: { original } }) => <span className="number">{number(original.waiting)}</span>,
      },
      {
        id: 'types',
        header: endpoints.types,
        cell: ({ row: { original } }) => original.types?.join(', ') ?? endpoints.all,
      },
      ...(mayChange
        ? [
            {
              id: 'act',
              header: attention.webhook.act,
              cell: ({ row: { original } }: { row: { original: Endpoint } }) => (
                <EndpointActions endpoint={original} />
              ),
            },
          ]
        : []),
    ],
    [endpoints, attention, number, mayChange],
  );
  return (
    <>
      <PageHeading title={endpoints.title} intro={endpoints.intro} actions={mayChange && <AddEndpoint />} />
      <section className="panel flush" aria-label={endpoints.caption}>
        <Loaded query={query}>
          {({ endpoints: rows }) =>
            rows.length === 0 ? (
              <Empty title={endpoints.none}>{endpoints.noneNext}</Empty>
            ) : (
              <DataTable
                caption={endpoints.caption}
                columns={columns}
                rows={rows}
                rowId={({ endpointId }) => endpointId}
              />
            )
          }
        </Loaded>
      </section>
    </>
  );
}
