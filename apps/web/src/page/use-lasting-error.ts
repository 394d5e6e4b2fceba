import { useState } from 'react';

/**
 * The last error of a query without data, also while it is being tried again: the query itself forgets it then, and a
 * page that came and went with each try would take the focus and be announced each time.
 */
export function useLastingError<E>(error: E | null): E | null {
  const [last, setLast] = useState<E | null>(null);
  if (error !== null && error !== last) setLast(error);
  return error ?? last;
}
