import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { type Outputs, useTRPC, useTRPCClient } from '../trpc.ts';

type DeadWebhook = Outputs['webhooks']['list']['webhooks'][number];

export function DeadWebhooks() {
  const { attention, action } = useMessages();
  const { dateTime, number } = useFormats();
  const trpc = useTRPC();
  const mayReplay = useMay('replay');
  const query = useQuery(trpc.console.webhooks.list.queryOptions());
  const { webhook } = attention;
  const columns = useMemo(
    (): Column<DeadWebhook>[] => [
      { id: 'id', header: webhook.id, cell: ({ row: { original } }) => <code>{original.webhookId}</code> },
      {
        id: 'when',
        header: webhook.when,
        cell: ({ row: { original } }) => <time dateTime={original.at}>{dateTime(original.at)}</time>,
      },
      {
        id: 'tries',
        header: webhook.tries,
        meta: { end: true },
        cell: ({ row: { original } }) => <span className="number">{number(original.tries)}</span>,
      },
      {
        id: 'about',
        header: webhook.about,
        cell: ({ row: { original } }) => (
          <ul>
            {original.events.map(({ eventType, paymentId }) => (
              <li key={`${eventType} ${paymentId}`}>
                <code>{eventType}</code>{' '}
                {paymentId !== null && (
                  <Link to="/payments/$paymentId" params={{ paymentId }}>
                    {paymentId}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        ),
      },
      { id: 'error', header: webhook.error, cell: ({ row: { original } }) => original.lastError },
      ...(mayReplay
        ? [
            {
              id: 'act',
              header: webhook.act,
              cell: ({ row: { original } }: { row: { original: DeadWebhook } }) => (
                <ReplayWebhook webhookId={original.webhookId} label={action.replayWebhook.button} />
              ),
            },
          ]
        : []),
    ],
    [webhook, action, dateTime, number, mayReplay],
  );
  return (
    <Loaded query={query}>
      {({ webhooks }) =>
        webhooks.length === 0 ? (
          <Empty title={attention.none}>{attention.noneNext}</Empty>
        ) : (
          <>
            <DataTable
              caption={attention.deliveries}
              columns={columns}
              rows={webhooks}
              rowId={({ webhookId }) => webhookId}
            />
            {mayReplay && (
              <div className="table-foot">
                <ReplayWebhook label={action.replayWebhook.all} />
              </div>
            )}
          </>
        )
      }
    </Loaded>
  );
}

/** Without an id: all of them. */
function ReplayWebhook({ webhookId, label }: { webhookId?: string; label: string }) {
  const { action } = useMessages();
  const { number } = useFormats();
  const { console: api } = useTRPCClient();
  return (
    <ActionButton
      words={{
        button: label,
        title: action.replayWebhook.title,
        body: action.replayWebhook.body,
        confirm: label,
      }}
      look="small"
      about={webhookId}
      act={async (reason) => {
        const { webhooks } = await api.webhooks.replay.mutate(
          webhookId === undefined ? { reason } : { webhookId, reason },
        );
        return { tone: 'good', sentence: action.replayWebhook.done(number(webhooks)) };
      }}
    />
  );
}
