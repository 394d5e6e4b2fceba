import { useMessages } from '../messages/speech.tsx';

/** Stands where a table will be, in about its size, so that nothing jumps. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  const { states } = useMessages();
  return (
    <div className="empty" role="status">
      <span className="visually-hidden">{states.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <span key={index} className="skeleton wide" />
      ))}
    </div>
  );
}
