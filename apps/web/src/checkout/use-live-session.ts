import { skipToken, useQuery } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '../trpc.ts';
import { POLLING_ENDS_MS, pollDelay } from './poll-delay.ts';
import { useSessionCache } from './session-cache.ts';

export type LiveSession = {
  /** When the session was last read, in ms; 0 before. */
  readonly readAt: number;
  /** The last reading failed. */
  readonly failing: boolean;
  /** The page has stopped asking by itself. */
  readonly gaveUp: boolean;
  readonly reread: () => void;
};

/** Follows the session while something may change: by subscription, and by reading where that does not connect. */
export function useLiveSession(sessionId: string, follow: 'no' | 'watch' | 'poll'): LiveSession {
  const trpc = useTRPC();
  const cache = useSessionCache(sessionId);
  const following = follow !== 'no';
  const since = useRef(0);
  const [gaveUp, setGaveUp] = useState(false);

  useEffect(() => {
    if (!following) return;
    since.current = Date.now();
    setGaveUp(false);
    const timer = setTimeout(() => setGaveUp(true), POLLING_ENDS_MS);
    return () => clearTimeout(timer);
  }, [following]);

  const { status } = useSubscription(
    trpc.checkout.watch.subscriptionOptions(following ? { sessionId } : skipToken, {
      onData: (event) => cache.receive(event.data),
    }),
  );
  const live = status === 'pending' && follow === 'watch';

  const query = useQuery(
    trpc.checkout.get.queryOptions(
      { sessionId },
      { refetchInterval: () => following && pollDelay(Date.now() - since.current, live) },
    ),
  );

  return {
    readAt: query.dataUpdatedAt,
    failing: query.isError || query.failureCount > 0,
    gaveUp: following && gaveUp,
    reread: () => void query.refetch(),
  };
}
