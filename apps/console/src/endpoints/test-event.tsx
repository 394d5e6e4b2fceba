import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useTRPCClient } from '../trpc.ts';

/** Sends an event that means nothing, and says what the endpoint answered. */
export function TestEvent({ endpointId }: { endpointId: string }) {
  const { endpoints } = useMessages();
  const { number } = useFormats();
  const { console: api } = useTRPCClient();
  return (
    <ActionButton
      words={{
        button: endpoints.test,
        title: endpoints.test,
        body: endpoints.noDeliveriesNext,
        confirm: endpoints.test,
      }}
      look="small"
      act={async (reason) => {
        const { status, duration, answer } = await api.endpoints.test.mutate({ endpointId, reason });
        if (status === null) return { tone: 'wait', sentence: endpoints.testFailed(answer) };
        const tone = status >= 200 && status < 300 ? 'good' : 'wait';
        return { tone, sentence: endpoints.tested(String(status), number(duration)) };
      }}
    />
  );
}
