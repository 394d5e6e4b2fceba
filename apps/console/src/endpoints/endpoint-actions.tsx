import type { Endpoint } from '@checkout/schemas/endpoint';
import { ActionButton } from '../actions/action-button.tsx';
import { useMessages } from '../messages/speech.tsx';
import { ShownOnce } from '../page/shown-once.tsx';
import { useTRPCClient } from '../trpc.ts';

export function EndpointActions({ endpoint: { endpointId, url, state } }: { endpoint: Endpoint }) {
  const { action, endpoints } = useMessages();
  const { console: api } = useTRPCClient();
  const change = state === 'active' ? action.pauseEndpoint : action.resumeEndpoint;
  return (
    <span className="row">
      <ActionButton
        words={change}
        look="small"
        about={url}
        act={async (reason) => {
          await api.endpoints.update.mutate({
            endpointId,
            state: state === 'active' ? 'paused' : 'active',
            reason,
          });
          return { tone: 'good', sentence: change.done };
        }}
      />
      <ActionButton
        words={action.rotateSecret}
        look="small"
        about={url}
        act={async (reason) => {
          const { secret } = await api.endpoints.rotateSecret.mutate({ endpointId, reason });
          return {
            tone: 'good',
            sentence: <ShownOnce label={endpoints.secretTitle} hint={endpoints.secret} value={secret} />,
          };
        }}
      />
      <ActionButton
        words={action.deleteEndpoint}
        look="small"
        about={url}
        danger
        act={async (reason) => {
          await api.endpoints.delete.mutate({ endpointId, reason });
          return { tone: 'good', sentence: action.deleteEndpoint.done };
        }}
      />
    </span>
  );
}
