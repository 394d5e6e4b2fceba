import type { SessionView } from '@checkout/schemas/session';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useVisible } from '../page/browser-state.ts';
import { sessionQuery } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { useSessionCache } from './session-cache.ts';
import type { Follow } from './stage.ts';
import { whileHoldingStream } from './stream-lock.ts';

export type LiveSession = {
  /** When the session was last read, in ms; 0 before. */
  readonly readAt: number;
  /** The last reading failed. */
  readonly failing: boolean;
  /** The page has stopped reading by itself. */
  readonly gaveUp: boolean;
  readonly reread: () => void;
};

/** Follows the session while something may change: by subscription, and by reading where that does not connect. */
export function useLiveSession(sessionId: string, follow: Follow): LiveSession {
  const client = useClient();
  const following = follow !== 'no';
  const since = useRef(0);
  const [gaveUp, setGaveUp] = useState(false);
  const visible = useVisible();
  const connected = useSubscription(sessionId, follow === 'listen' ? visible : following);

  useEffect(() => {
    if (!following) return;
    since.current = Date.now();
    setGaveUp(false);
    const timer = setTimeout(() => setGaveUp(true), POLLING_ENDS_MS);
    return () => clearTimeout(timer);
  }, [following]);

  const query = useQuery({
    ...sessionQuery(client, sessionId),
    refetchInterval: () => following && pollDelay(Date.now() - since.current, { follow, connected }),
  });

  return {
    readAt: query.dataUpdatedAt,
    failing: query.isError || query.failureCount > 0,
    gaveUp: following && gaveUp,
    reread: () => void query.refetch(),
  };
}

/** Whether views come by the subscription now. It reconnects by itself. Beyond a few tabs there is none: they read. */
function useSubscription(sessionId: string, wanted: boolean): boolean {
  const client = useClient();
  const cache = useSessionCache(sessionId);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    return whileHoldingStream(() => {
      const subscription = client.checkout.watch.subscribe(
        { sessionId, follow: true },
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
          // Nodes of earlier versions end it once the session is paid.
          onComplete: () => setConnected(false),
        },
      );
      return () => {
        subscription.unsubscribe();
        setConnected(false);
      };
    });
  }, [client, cache, sessionId, wanted]);
  return connected;
}

/** After this long the page stops reading by itself and offers a button. */
const POLLING_ENDS_MS = 15 * 60_000;

type Following = { readonly follow: Follow; readonly connected: boolean };

/** How long to wait until the session is read again; false when it has been read for long enough, or need not be. */
export function pollDelay(elapsedMs: number, { follow, connected }: Following): number | false {
  if (elapsedMs >= POLLING_ENDS_MS) return false;
  if (follow === 'listen') return connected ? false : 30_000;
  // The subscription tells first; reading only finds what it misses.
  if (connected && follow === 'watch') return 20_000;
  if (elapsedMs < 30_000) return 1_500;
  return elapsedMs < 120_000 ? 5_000 : 15_000;
}

/** `setTimeout` fires immediately beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Reads the session when its time is up; whether it has expired is the server's to say. */
export function useExpiry({ sessionId, status, expiresAt }: SessionView): void {
  const cache = useSessionCache(sessionId);
  useEffect(() => {
    const left = Date.parse(expiresAt) - Date.now();
    if (status !== 'open' || !(left > 0) || left > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => void cache.reread(), left + 1_000);
    return () => clearTimeout(timer);
  }, [cache, status, expiresAt]);
}
