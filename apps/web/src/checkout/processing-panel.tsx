import { useEffect, useState } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { SupportReference } from '../page/notice.tsx';
import { StatePanel } from '../page/state-panel.tsx';

const SLOW_AFTER_MS = 20_000;

type ProcessingPanelProps = {
  /** The server does not answer at the moment. */
  failing: boolean;
  /** Set when the page has stopped asking by itself. */
  onCheck?: (() => void) | undefined;
  /** Once Inflow has named it. */
  paymentId?: string | undefined;
  /** Just back from the bank's page. */
  returned?: boolean;
};

/** The outcome is not known yet. Never a failure, never a success, until the server says so. */
export function ProcessingPanel({ failing, onCheck, paymentId, returned = false }: ProcessingPanelProps) {
  const { processing } = useMessages();
  const announce = useAnnounce();
  const [slow, setSlow] = useState(false);
  const body = returned ? processing.returned : processing.body;

  useEffect(() => {
    announce(body);
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [announce, body]);

  return (
    <StatePanel icon="waiting" heading={processing.heading}>
      <p>{body}</p>
      {failing && <p>{processing.unreachable}</p>}
      {(slow || onCheck !== undefined) && <p>{processing.slow}</p>}
      {paymentId !== undefined && <SupportReference paymentId={paymentId} />}
      {onCheck !== undefined && (
        <button type="button" className="button" onClick={onCheck}>
          {processing.again}
        </button>
      )}
    </StatePanel>
  );
}
