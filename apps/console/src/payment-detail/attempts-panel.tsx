import type { ConsoleAttempt } from '@checkout/schemas/console-payment';
import { useMemo } from 'react';
import type { Formats } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty } from '../page/states.tsx';
import { Status, type Tone } from '../page/tone.tsx';
import { declineWords } from '../statuses/decline.ts';
import { type Column, DataTable } from '../table/data-table.tsx';

type AttemptsPanelProps = { attempts: ConsoleAttempt[]; isStray: boolean };

export function AttemptsPanel({ attempts, isStray }: AttemptsPanelProps) {
  const messages = useMessages();
  const formats = useFormats();
  const columns = useMemo(() => attemptColumns(messages, formats), [messages, formats]);
  const { payment: words } = messages;
  return (
    <section className="panel flush">
      <h2 className="inset">{words.attempts}</h2>
      {attempts.length === 0 ? (
        <Empty title={isStray ? words.noAttemptKnown : words.noAttempts} />
      ) : (
        <DataTable
          caption={words.attempts}
          columns={columns}
          rows={attempts}
          rowId={({ attemptId }) => attemptId}
        />
      )}
    </section>
  );
}

type KnownState = keyof Messages['payment']['attemptState'];

const TONES: Readonly<Record<KnownState, Tone>> = {
  creating: 'wait',
  create_unknown: 'wait',
  created: 'wait',
  awaiting_confirmation: 'wait',
  awaiting_agreement: 'wait',
  requires_action: 'wait',
  confirming: 'wait',
  confirm_unknown: 'wait',
  succeeded: 'good',
  reversed: 'undone',
  declined: 'bad',
  rejected: 'bad',
  abandoned: 'neutral',
  orphaned: 'bad',
};

const isKnown = (state: string): state is KnownState => Object.hasOwn(TONES, state);

function attemptColumns(messages: Messages, formats: Formats): Column<ConsoleAttempt>[] {
  const { payment: words, advice, states } = messages;
  const { attempt, attemptState } = words;
  return [
    {
      id: 'when',
      header: attempt.when,
      cell: ({ row: { original } }) => (
        <time dateTime={original.createdAt}>{formats.exactTime(original.createdAt)}</time>
      ),
    },
    {
      id: 'state',
      header: attempt.state,
      cell: ({ row: { original } }) => (
        <>
          <Status tone={isKnown(original.state) ? TONES[original.state] : 'neutral'}>
            {isKnown(original.state) ? attemptState[original.state] : original.state}
          </Status>
          {original.adopted && <div className="quiet">{attempt.adopted}</div>}
          {original.savesCard && <div className="quiet">{attempt.savesCard}</div>}
        </>
      ),
    },
    {
      id: 'amount',
      header: attempt.amount,
      meta: { end: true },
      cell: ({ row: { original } }) => (
        <span className="amount">{formats.money(original.amountInCents, original.currency)}</span>
      ),
    },
    {
      id: 'card',
      header: attempt.card,
      cell: ({ row: { original } }) =>
        original.cardLast4 === null ? (
          <span className="quiet">{states.none}</span>
        ) : (
          `${original.cardBrand ?? ''} ••${original.cardLast4}`
        ),
    },
    {
      id: 'threeDs',
      header: attempt.threeDs,
      cell: ({ row: { original } }) => attempt[original.threeDs],
    },
    {
      id: 'decline',
      header: attempt.decline,
      cell: ({
        row: {
          original: { decline, errorReason },
        },
      }) =>
        decline === null ? (
          (errorReason ?? <span className="quiet">{states.none}</span>)
        ) : (
          <span>
            {declineWords(messages, decline.code)}
            <span className="block quiet">{decline.retryable ? advice.sameCard : advice.otherCard}</span>
          </span>
        ),
    },
  ];
}
