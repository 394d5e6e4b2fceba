import type { Endpoint } from '@checkout/schemas/endpoint';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Status } from '../page/tone.tsx';

/** Whether it takes events, and since when not. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const { endpoints } = useMessages();
  const { dateTime } = useFormats();
  const { state, failingSince, pausedBecause } = endpoint;
  return (
    <div>
      <Status tone={state === 'paused' ? 'bad' : failingSince === null ? 'good' : 'wait'}>
        {endpoints[state]}
      </Status>
      {failingSince !== null && <div className="quiet">{endpoints.failing(dateTime(failingSince))}</div>}
      {pausedBecause !== null && <div className="quiet">{pausedBecause}</div>}
    </div>
  );
}
