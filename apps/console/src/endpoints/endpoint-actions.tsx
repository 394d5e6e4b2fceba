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
        label={change.button}
        look="small"
        title={change.title}
        body={change.body}
        confirm={change.confirm}
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
        label={action.rotateSecret.button}
        look="small"
        title={action.rotateSecret.title}
        body={action.rotateSecret.body}
        confirm={action.rotateSecret.confirm}
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
        label={action.deleteEndpoint.button}
        look="small"
        title={action.deleteEndpoint.title}
        body={action.deleteEndpoint.body}
        confirm={action.deleteEndpoint.confirm}
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
