import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { Status } from '../page/tone.tsx';
import type { Column } from '../table/data-table.tsx';
import type { Outputs } from '../trpc.ts';
import { LastAnswer } from './last-answer.tsx';
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
        cell: ({ row: { original } }) => <LastAnswer last={original.attempts.at(-1) ?? null} />,
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
