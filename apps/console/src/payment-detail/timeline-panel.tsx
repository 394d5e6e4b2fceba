import type { TimelineEntry } from '@checkout/schemas/console-payment';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Icon, type IconName } from '../page/icon.tsx';
import { useMay } from '../page/me.tsx';
import { useTRPCClient } from '../trpc.ts';

/** What we decided, what Inflow said, what the shop was told and what it answered: in one order. */
export function TimelinePanel({ entries }: { entries: TimelineEntry[] }) {
  const { payment: words } = useMessages();
  return (
    <section className="panel">
      <h2>{words.timeline}</h2>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

const ICONS: Readonly<Record<TimelineEntry['source'], IconName>> = {
  checkout: 'payments',
  inflow: 'link',
  shop: 'endpoints',
  operator: 'person',
};

function Entry({ entry }: { entry: TimelineEntry }) {
  const { payment: words } = useMessages();
  const { exactTime } = useFormats();
  const isDelivery = entry.kind === 'delivery';
  const failed = isDelivery && (entry.httpStatus === null || entry.httpStatus >= 300);
  const tone = failed || (entry.kind === 'webhook' && entry.answer === 'dead') ? 'bad' : '';
  return (
    <li className={tone}>
      <Icon name={ICONS[entry.source]} />
      <div className="head">
        <span>
          <strong>{words.source[entry.source]}</strong>{' '}
          <span className="quiet">{words.kind[entry.kind]}</span> <code>{entry.code}</code>
        </span>
        <time dateTime={entry.at}>{exactTime(entry.at)}</time>
      </div>
      {entry.from !== null && entry.to !== null && (
        <p className="quiet">
          <code>{words.change(entry.from, entry.to)}</code>
        </p>
      )}
      {entry.actor !== null && entry.source !== 'inflow' && (
        <p className="quiet">{words.by(entry.actorName ?? entry.actor)}</p>
      )}
      {entry.reason !== null && <p>{words.because(entry.reason)}</p>}
      {isDelivery && (
        <p>{entry.httpStatus === null ? words.noAnswer : words.answered(String(entry.httpStatus))}</p>
      )}
      {isDelivery && entry.answer !== null && entry.answer !== '' && (
        <details>
          <summary>{words.answer}</summary>
          <pre>{entry.answer}</pre>
        </details>
      )}
      <Replay entry={entry} failed={failed} />
    </li>
  );
}

function Replay({ entry, failed }: { entry: TimelineEntry; failed: boolean }) {
  const { action } = useMessages();
  const { number } = useFormats();
  const { console: api } = useTRPCClient();
  const mayReplay = useMay('replay');
  const { eventId, endpointId, webhookId } = entry;
  if (!mayReplay) return null;
  if (failed && eventId !== null && endpointId !== null)
    return (
      <ActionButton
        words={action.replayEvents}
        look="small"
        act={async (reason) => {
          const { events } = await api.endpoints.replay.mutate({ endpointId, eventId, reason });
          return { tone: 'good', sentence: action.replayEvents.done(number(events)) };
        }}
      />
    );
  if (webhookId !== null && entry.answer === 'dead')
    return (
      <ActionButton
        words={action.replayWebhook}
        look="small"
        act={async (reason) => {
          const { webhooks } = await api.webhooks.replay.mutate({ webhookId, reason });
          return { tone: 'good', sentence: action.replayWebhook.done(number(webhooks)) };
        }}
      />
    );
  return null;
}
