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
      label={action.replayEvents.button}
      look="small"
      title={action.replayEvents.title}
      body={action.replayEvents.body}
      confirm={action.replayEvents.confirm}
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
      label={endpoints.replayTitle}
      look="small"
      title={endpoints.replayTitle}
      body={action.replayEvents.body}
      confirm={action.replayEvents.confirm}
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
