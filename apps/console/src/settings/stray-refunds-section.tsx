import { useQuery } from '@tanstack/react-query';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMay } from '../page/me.tsx';
import { Loaded } from '../page/states.tsx';
import { Notice, Status } from '../page/tone.tsx';
import { useTRPC, useTRPCClient } from '../trpc.ts';

/** Whether stray charges are refunded without a person: stops by itself with each restored database. */
export function StrayRefundsSection() {
  const { strayRefunds: words, action, settings } = useMessages();
  const { dateTime } = useFormats();
  const trpc = useTRPC();
  const { console: api } = useTRPCClient();
  const mayStart = useMay('release');
  const mayStop = useMay('stray');
  const query = useQuery(trpc.console.strayRefunds.get.queryOptions());
  const { startStrayRefunds: start, stopStrayRefunds: stop } = action;
  return (
    <Loaded query={query} rows={4}>
      {({ mode, releasedAt, releasedBy, releasedByName, recognisedAt, comparedAt, isBehind }) => (
        <section className="panel form">
          <p>{words.intro}</p>
          {isBehind && <Notice tone="wait">{words.behind}</Notice>}
          <div>
            <Status tone={releasedAt === null ? 'neutral' : 'info'}>
              {releasedAt === null
                ? words.stopped
                : words.started(releasedByName ?? releasedBy ?? '', dateTime(releasedAt))}
            </Status>
          </div>
          <dl className="facts">
            <dt>{words.mode}</dt>
            <dd>{settings.orphans[mode]}</dd>
            <dt>{words.recognised}</dt>
            <dd>{dateTime(recognisedAt)}</dd>
            <dt>{words.compared}</dt>
            <dd>{comparedAt === null ? words.notCompared : dateTime(comparedAt)}</dd>
          </dl>
          <div className="row">
            {releasedAt === null && mayStart && (
              <ActionButton
                words={start}
                danger
                act={async (reason) => {
                  await api.strayRefunds.start.mutate({ reason });
                  return { tone: 'good', sentence: start.done };
                }}
              />
            )}
            {releasedAt !== null && mayStop && (
              <ActionButton
                words={stop}
                act={async (reason) => {
                  await api.strayRefunds.stop.mutate({ reason });
                  return { tone: 'good', sentence: stop.done };
                }}
              />
            )}
          </div>
        </section>
      )}
    </Loaded>
  );
}
