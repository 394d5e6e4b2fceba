import { useState } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { TextField } from '../page/text-field.tsx';
import { useTRPCClient } from '../trpc.ts';

/** Sends one event again. */
export function ReplayOne({ endpointId, eventId }: { endpointId: string; eventId: string }) {
  const { action } = useMessages();
  const { number } = useFormats();
  const { console: api } = useTRPCClient();
  return (
    <ActionButton
      words={action.replayEvents}
      look="small"
      about={eventId}
      act={async (reason) => {
        const { events } = await api.endpoints.replay.mutate({ endpointId, eventId, reason });
        return { tone: 'good', sentence: action.replayEvents.done(number(events)) };
      }}
    />
  );
}

/** Sends all events since a day again. */
export function ReplayRange({ endpointId }: { endpointId: string }) {
  const { action, endpoints } = useMessages();
  const { number } = useFormats();
  const { console: api } = useTRPCClient();
  const [since, setSince] = useState('');
  return (
    <ActionButton
      words={{
        button: endpoints.replayTitle,
        title: endpoints.replayTitle,
        body: action.replayEvents.body,
        confirm: action.replayEvents.confirm,
      }}
      look="small"
      act={async (reason) => {
        const { events } = await api.endpoints.replay.mutate({
          endpointId,
          since: `${since}T00:00:00Z`,
          reason,
        });
        return { tone: 'good', sentence: action.replayEvents.done(number(events)) };
      }}
    >
      <TextField type="date" label={endpoints.replaySince} value={since} onChange={setSince} />
    </ActionButton>
  );
}
