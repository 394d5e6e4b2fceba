import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readClientError } from '../client-error.ts';
import { useMessages } from '../messages/speech.tsx';
import { TableSkeleton } from '../table/skeleton.tsx';
import { PageHeading } from './page-heading.tsx';
import { Notice } from './tone.tsx';

type LoadedProps<Data> = {
  readonly query: UseQueryResult<Data, unknown>;
  /** Lines of the skeleton while there is nothing to show. */
  readonly rows?: number;
  /** The page's heading while there is nothing to take it from. */
  readonly heading?: string;
  readonly children: (data: Data) => ReactNode;
};

/** What a query brings. Data that is there stays on the page when a later reading fails. */
export function Loaded<Data>({ query, rows, heading, children }: LoadedProps<Data>) {
  if (query.data !== undefined)
    return (
      <>
        {query.isError && <QueryProblem error={query.error} onRetry={query.refetch} stale />}
        {children(query.data)}
      </>
    );
  return (
    <>
      {heading !== undefined && <PageHeading title={heading} />}
      {query.isError ? (
        <QueryProblem error={query.error} onRetry={query.refetch} />
      ) : (
        <TableSkeleton {...(rows === undefined ? {} : { rows })} />
      )}
    </>
  );
}

type QueryProblemProps = { error: unknown; onRetry: () => unknown; stale?: boolean };

export function QueryProblem({ error, onRetry, stale = false }: QueryProblemProps) {
  const { states } = useMessages();
  const read = readClientError(error);
  if (read.kind === 'refused' && read.reason === 'NOT_FOUND')
    return (
      <Empty title={states.notFound} alert>
        {states.notFoundNext}
      </Empty>
    );
  if (read.kind === 'refused' && read.reason === 'NOT_ALLOWED')
    return <Notice tone="wait">{states.notAllowed}</Notice>;
  if (read.kind === 'refused' && read.reason === 'INVALID_INPUT')
    return (
      <Notice tone="bad" alert>
        {states.invalid}
      </Notice>
    );
  return (
    <Notice tone={stale ? 'wait' : 'bad'} alert>
      <p>{stale ? states.stale : states.unreachable}</p>
      <button type="button" className="link-button" onClick={onRetry}>
        {states.retry}
      </button>
    </Notice>
  );
}

/** Where there is nothing: says so, and what can be done. */
export function Empty({ title, children, alert }: { title: string; children?: ReactNode; alert?: boolean }) {
  return (
    <div className="empty" role={alert ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
