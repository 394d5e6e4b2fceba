import { useMessages } from '../messages/speech.tsx';

type MoreRowsProps = {
  readonly query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  readonly label: string;
};

/** Below a list that grows. */
export function MoreRows({ query, label }: MoreRowsProps) {
  const { states } = useMessages();
  if (!query.hasNextPage) return null;
  return (
    <div className="table-foot">
      <button type="button" className="button small" onClick={() => query.fetchNextPage()}>
        {query.isFetchingNextPage ? states.loading : label}
      </button>
    </div>
  );
}
