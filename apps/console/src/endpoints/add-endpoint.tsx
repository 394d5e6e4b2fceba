import { useState } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useMessages } from '../messages/speech.tsx';
import { ShownOnce } from '../page/shown-once.tsx';
import { TextField } from '../page/text-field.tsx';
import { useTRPCClient } from '../trpc.ts';

export function AddEndpoint() {
  const { endpoints } = useMessages();
  const { console: api } = useTRPCClient();
  const [url, setUrl] = useState('');
  return (
    <ActionButton
      words={{
        button: endpoints.add,
        title: endpoints.addTitle,
        body: endpoints.intro,
        confirm: endpoints.add,
      }}
      look="primary"
      act={async (reason) => {
        const { secret } = await api.endpoints.create.mutate({ url, reason });
        setUrl('');
        return {
          tone: 'good',
          sentence: <ShownOnce label={endpoints.secretTitle} hint={endpoints.secret} value={secret} />,
        };
      }}
    >
      <TextField type="url" label={endpoints.url} hint={endpoints.urlHint} value={url} onChange={setUrl} />
    </ActionButton>
  );
}
