import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { LastAnswer } from '../endpoints/last-answer.tsx';
import { ReplayOne } from '../endpoints/replay.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { Status } from '../page/tone.tsx';
import type { Column } from '../table/data-table.tsx';
import type { Outputs } from '../trpc.ts';

type Event = Outputs['events']['list']['events'][number];

export function useEventColumns(): Column<Event>[] {
  const { events } = useMessages();
  const { exactTime } = useFormats();
  return useMemo(
    () => [
      {
        id: 'when',
        header: events.when,
        cell: ({ row: { original } }) => (
          <time dateTime={original.createdAt}>{exactTime(original.createdAt)}</time>
        ),
      },
      { id: 'event', header: events.event, cell: ({ row: { original } }) => <code>{original.type}</code> },
      { id: 'of', header: events.of, cell: ({ row: { original } }) => <About event={original} /> },
      { id: 'sent', header: events.sent, cell: ({ row: { original } }) => <SentTo event={original} /> },
    ],
    [events, exactTime],
  );
}

function About({ event: { paymentId, reference } }: { event: Event }) {
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

function SentTo({ event: { eventId, deliveries } }: { event: Event }) {
  const { endpoints, events } = useMessages();
  const mayReplay = useMay('replay');
  if (deliveries.length === 0) return <span className="quiet">{events.nowhere}</span>;
  return (
    <ul>
      {deliveries.map(({ endpointId, url, state, last }) => (
        <li key={endpointId} className="row">
          <Link to="/endpoints/$endpointId" params={{ endpointId }} className="id">
            {url}
          </Link>
          <Status tone={state === 'delivered' ? 'good' : 'wait'}>
            {state === 'delivered' ? endpoints.delivered : endpoints.waitingState}
          </Status>
          <LastAnswer last={last} />
          {mayReplay && <ReplayOne endpointId={endpointId} eventId={eventId} />}
        </li>
      ))}
    </ul>
  );
}
