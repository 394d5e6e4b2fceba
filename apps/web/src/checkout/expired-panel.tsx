import { useMessages } from '../messages/messages-context.tsx';
import { ExitLink } from '../page/exit-link.tsx';
import { Notice } from '../page/notice.tsx';
import { StatePanel } from '../page/state-panel.tsx';
import { type FreshCheckout, useFreshCheckout } from './use-fresh-checkout.ts';

type ExpiredPanelProps = { sessionId: string; cancelUrl: string | null };

/** Not an error: a way on. */
export function ExpiredPanel({ sessionId, cancelUrl }: ExpiredPanelProps) {
  const { expired } = useMessages();
  const fresh = useFreshCheckout(sessionId);
  return (
    <StatePanel icon="expired" heading={expired.heading}>
      <p>{expired.body}</p>
      {fresh !== null && <Fresh fresh={fresh} />}
      <ExitLink url={cancelUrl} look={fresh === null ? 'button primary' : 'button'}>
        {expired.back}
      </ExitLink>
    </StatePanel>
  );
}

function Fresh({ fresh }: { fresh: FreshCheckout }) {
  const { expired } = useMessages();
  return (
    <>
      {fresh.keepsDraft && <p>{expired.kept}</p>}
      {fresh.failed && (
        <Notice tone="problem" alert>
          <p>{expired.failed}</p>
        </Notice>
      )}
      <button
        type="button"
        className="button primary"
        aria-busy={fresh.busy}
        aria-disabled={fresh.busy}
        onClick={() => void fresh.open()}
      >
        {fresh.busy ? expired.opening : expired.fresh}
      </button>
    </>
  );
}
