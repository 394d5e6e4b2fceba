import { useEffect, useState, useSyncExternalStore } from 'react';

// What only the browser knows. The server renders without it, and so does the browser first: both have to agree.

const never = () => () => {};

/** False on the server and while the browser hydrates what the server rendered, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function subscribeToConnection(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

/** False only where the browser knows that nothing can be sent; true promises nothing. */
export function isOnline(): boolean {
  return navigator.onLine;
}

export function useOnline(): boolean {
  return useSyncExternalStore(subscribeToConnection, isOnline, () => true);
}

function subscribeToVisibility(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}

/** False while the page is in a tab in the background, or its window is minimised. */
export function useVisible(): boolean {
  return useSyncExternalStore(
    subscribeToVisibility,
    () => document.visibilityState === 'visible',
    () => true,
  );
}

/** Keep in step with the two-column media query of layout.css. */
const WIDE = '(min-width: 56rem)';

function subscribeToWidth(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether form and summary stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribeToWidth,
    () => window.matchMedia(WIDE).matches,
    () => false,
  );
}

/** False until the browser has had time to spare. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  return idle;
}

/** At the latest by then. */
const WITHIN_MS = 2_000;

/** Does what is not needed yet once the browser has nothing better to do; returns how to cancel that. */
export function whenIdle(task: () => void): () => void {
  // Not every browser that people still use has it.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: WITHIN_MS });
  return () => cancelIdleCallback(handle);
}
