import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { Status } from '../page/tone.tsx';
import type { Column } from '../table/data-table.tsx';
import type { Outputs } from '../trpc.ts';
import { ReplayOne } from './replay.tsx';

type Delivery = Outputs['endpoints']['deliveries']['deliveries'][number];

export function useDeliveryColumns(endpointId: string): Column<Delivery>[] {
  const { endpoints, states, payment } = useMessages();
  const { number, dateTime } = useFormats();
  const mayReplay = useMay('replay');
  return useMemo(
    () => [
      {
        id: 'event',
        header: endpoints.event,
        cell: ({ row: { original } }) => (
          <>
            <code>{original.type}</code>
            {original.sessionId !== null && (
              <>
                {' '}
                <Link to="/payments" search={{ query: original.sessionId }}>
                  {payment.reference}
                </Link>
              </>
            )}
          </>
        ),
      },
      {
        id: 'state',
        header: endpoints.state,
        cell: ({ row: { original } }) => (
          <Status tone={original.state === 'delivered' ? 'good' : 'wait'}>
            {original.state === 'delivered' ? endpoints.delivered : endpoints.waitingState}
          </Status>
        ),
      },
      {
        id: 'tries',
        header: endpoints.tries,
        meta: { end: true },
        cell: ({ row: { original } }) => <span className="number">{number(original.tries)}</span>,
      },
      {
        id: 'answer',
        header: endpoints.lastAnswer,
        cell: ({ row: { original } }) => <LastAnswer delivery={original} />,
      },
      {
        id: 'due',
        header: endpoints.due,
        cell: ({ row: { original } }) => (original.dueAt === null ? states.none : dateTime(original.dueAt)),
      },
      ...(mayReplay
        ? [
            {
              id: 'again',
              header: endpoints.replay,
              cell: ({ row: { original } }: { row: { original: Delivery } }) => (
                <ReplayOne endpointId={endpointId} eventId={original.eventId} />
              ),
            },
          ]
        : []),
    ],
    [endpoints, states, payment, number, dateTime, mayReplay, endpointId],
  );
}

function LastAnswer({ delivery }: { delivery: Delivery }) {
  const { payment, states } = useMessages();
  const { dateTime } = useFormats();
  const last = delivery.attempts.at(-1);
  if (last === undefined) return states.none;
  return (
    <details>
      <summary>{last.status === null ? payment.noAnswer : String(last.status)}</summary>
      <time dateTime={last.at}>{dateTime(last.at)}</time>
      <pre>{last.answer}</pre>
    </details>
  );
}
