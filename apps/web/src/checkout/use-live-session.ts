import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sessionQuery } from '../queries.ts';
import { useClient } from '../trpc.ts';
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
  const client = useClient();
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

  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!following) return;
    const subscription = client.checkout.watch.subscribe(
      { sessionId },
      {
        onStarted: () => setConnected(true),
        onData(event) {
          setConnected(true);
          cache.receive(event.data);
        },
        onConnectionStateChange({ state }) {
          if (state !== 'pending') setConnected(false);
        },
        onError: () => setConnected(false),
      },
    );
    return () => {
      subscription.unsubscribe();
      setConnected(false);
    };
  }, [client, cache, sessionId, following]);
  const live = connected && follow === 'watch';

  const query = useQuery({
    ...sessionQuery(client, sessionId),
    refetchInterval: () => following && pollDelay(Date.now() - since.current, live),
  });

  return {
    readAt: query.dataUpdatedAt,
    failing: query.isError || query.failureCount > 0,
    gaveUp: following && gaveUp,
    reread: () => void query.refetch(),
  };
}
