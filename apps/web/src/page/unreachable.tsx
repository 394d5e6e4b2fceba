import { useEffect } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from './announcer.tsx';
import { StatePanel } from './state-panel.tsx';
import { useOnline } from './use-online.ts';

/** Nothing came back. The caller keeps trying by itself; the button is for the impatient. */
export function Unreachable({ retrying, onRetry }: { retrying: boolean; onRetry: () => void }) {
  const online = useOnline();
  const announce = useAnnounce();
  const { unreachable } = useMessages();
  const body = online ? unreachable.body : unreachable.offlineBody;

  useEffect(() => announce(body), [announce, body]);

  return (
    <StatePanel icon="unreachable" heading={unreachable.heading}>
      <p>{body}</p>
      <button type="button" className="button primary" aria-busy={retrying} onClick={onRetry}>
        {unreachable.again}
      </button>
    </StatePanel>
  );
}
