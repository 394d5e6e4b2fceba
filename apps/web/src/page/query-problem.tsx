import type { ErrorReason } from '@checkout/schemas/error-code';
import type { ReactNode } from 'react';
import { readClientError } from '../client-error.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { StatePanel } from './state-panel.tsx';
import { Unreachable } from './unreachable.tsx';

type QueryProblemProps = { error: unknown; retrying: boolean; onRetry: () => void; missing?: ReactNode };

/** Instead of a page whose data could not be read. `missing`: what to show when there is no such thing. */
export function QueryProblem({ error, retrying, onRetry, missing }: QueryProblemProps) {
  const read = readClientError(error);
  if (read.kind === 'lost') return <Unreachable retrying={retrying} onRetry={onRetry} />;
  if (missing !== undefined && isMissing(read.reason)) return missing;
  if (read.isDown) {
    return <Unreachable retrying={retrying} onRetry={onRetry} />;
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
    <StatePanel icon="unreachable" heading={broken.heading}>
      <p>{broken.body}</p>
      <button type="button" className="button primary" aria-busy={retrying} onClick={onRetry}>
        {unreachable.again}
      </button>
    </StatePanel>
  );
}
