import type { ErrorReason } from '@checkout/schemas/error-code';
import { type ReactNode, useEffect, useState } from 'react';
import { readClientError } from '../client-error.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from './announcer.tsx';
import { useOnline } from './browser-state.ts';
import { PageShell } from './page-shell.tsx';
import { StatePanel } from './state-panel.tsx';

export function LoadingPage() {
  const { page } = useMessages();
  return (
    <PageShell>
      <p className="loading">{page.loading}</p>
    </PageShell>
  );
}

type QueryProblemProps = { error: unknown; retrying: boolean; onRetry: () => void; missing?: ReactNode };

/** Instead of a page whose data could not be read. `missing`: what to show when there is no such thing. */
export function QueryProblem({ error, retrying, onRetry, missing }: QueryProblemProps) {
  const read = readClientError(error);
  if (read.kind === 'lost') return <Unreachable retrying={retrying} onRetry={onRetry} />;
  if (missing !== undefined && isMissing(read.reason)) return missing;
  if (read.isDown) {
    return <Unreachable isDown retrying={retrying} onRetry={onRetry} />;
  }
  return <Broken retrying={retrying} onRetry={onRetry} />;
}

function isMissing(reason: ErrorReason): boolean {
  // A session id of the wrong form is refused as input, and is as missing as an unknown one.
  return reason === 'NOT_FOUND' || reason === 'INVALID_INPUT';
}

function Broken({ retrying, onRetry }: { retrying: boolean; onRetry: () => void }) {
  const { broken, unreachable } = useMessages();
  return (
    <StatePanel icon="broken" heading={broken.heading}>
      <p>{broken.body}</p>
      <button type="button" className="button primary" aria-busy={retrying} onClick={onRetry}>
        {unreachable.again}
      </button>
    </StatePanel>
  );
}

/** `isDown`: the server came back with an error, so that the connection is not to blame. */
type UnreachableProps = { isDown?: boolean; retrying: boolean; onRetry: () => void };

/** Nothing came back. The caller keeps trying by itself; the button is for the impatient. */
export function Unreachable({ isDown = false, retrying, onRetry }: UnreachableProps) {
  const online = useOnline();
  const announce = useAnnounce();
  const { unreachable } = useMessages();
  const body = online ? unreachable.body : unreachable.offlineBody;

  useEffect(() => announce(body), [announce, body]);

  return (
    <StatePanel icon={isDown ? 'broken' : 'unreachable'} heading={unreachable.heading}>
      <p>{body}</p>
      <button type="button" className="button primary" aria-busy={retrying} onClick={onRetry}>
        {unreachable.again}
      </button>
    </StatePanel>
  );
}

/**
 * The last error of a query without data, also while it is being tried again: the query itself forgets it then, and a
 * page that came and went with each try would take the focus and be announced each time.
 */
export function useLastingError<E>(error: E | null): E | null {
  const [last, setLast] = useState<E | null>(null);
  if (error !== null && error !== last) setLast(error);
  return error ?? last;
}
