import type { SessionView } from '@checkout/schemas/session';
import { useEffect } from 'react';
import { useSessionCache } from './session-cache.ts';

/** `setTimeout` fires at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Asks the server when the session's time is up; whether it has expired is the server's to say. */
export function useExpiry({ sessionId, status, expiresAt }: SessionView): void {
  const cache = useSessionCache(sessionId);
  useEffect(() => {
    const left = Date.parse(expiresAt) - Date.now();
    if (status !== 'open' || !(left > 0) || left > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => void cache.reread(), left + 1_000);
    return () => clearTimeout(timer);
  }, [cache, status, expiresAt]);
}
