import { useSyncExternalStore } from 'react';

/**
 * Whether the page can be seen. A hidden one holds no open connection: a browser allows six to one origin, which a few forgotten
 * tabs would use up.
 */
export function useVisible(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('visibilitychange', changed);
      return () => document.removeEventListener('visibilitychange', changed);
    },
    () => document.visibilityState === 'visible',
  );
}
