import type { SessionView } from '@checkout/schemas/session';
import { useEffect } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { ExitLink } from '../page/exit-link.tsx';
import { Notice } from '../page/notice.tsx';
import { StatePanel } from '../page/state-panel.tsx';
import { useDrafts } from '../pay-form/drafts.tsx';
import { isClosed } from './session-view.ts';
import { type FreshCheckout, useFreshCheckout } from './use-fresh-checkout.ts';

/** Not an error: a way on. */
export function ExpiredPanel({ view: { sessionId, cancelUrl, outcome } }: { view: SessionView }) {
  const { expired, decline } = useMessages();
  const fresh = useFreshCheckout(sessionId);
  const drafts = useDrafts();
  useEffect(() => drafts.offer(sessionId), [drafts, sessionId]);
  return (
    <StatePanel icon="expired" heading={expired.heading}>
      <p>{isClosed(outcome) ? decline.codes.closed : expired.body}</p>
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
