import { AppError } from '../app-error.ts';

/** A few tabs, and connections whose other end is gone without a word. */
const OF_A_SESSION = 20;
const OF_A_NETWORK = 500;
/** Half of the connections that a node accepts by default: the rest is for calls. */
const OF_A_NODE = 5_000;
/** A page that is refused goes on by reading; in seconds. */
const RETRY_AFTER = 30;

/** How many event streams (`checkout.watch`) this node keeps open for callers without a service token. */
export type WatchPlaces = {
  /**
   * Takes a place, and frees it when `signal` aborts or the place is disposed of. `network`: by `siteOf`.
   * @throws AppError `SLOW_DOWN` where there is none.
   */
  take(of: { sessionId: string; network: string; signal: AbortSignal | undefined }): Disposable;
};

export function createWatchPlaces(): WatchPlaces {
  const taken = new Map<string, number>();
  return {
    take({ sessionId, network, signal }) {
      const places: [string, number][] = [
        ['node', OF_A_NODE],
        [`session ${sessionId}`, OF_A_SESSION],
        [`network ${network}`, OF_A_NETWORK],
      ];
      if (places.some(([name, most]) => (taken.get(name) ?? 0) >= most))
        throw new AppError('SLOW_DOWN', undefined, RETRY_AFTER);
      for (const [name] of places) taken.set(name, (taken.get(name) ?? 0) + 1);

      let isTaken = true;
      const free = () => {
        if (!isTaken) return;
        isTaken = false;
        signal?.removeEventListener('abort', free);
        for (const [name] of places) {
          const left = (taken.get(name) ?? 0) - 1;
          if (left > 0) taken.set(name, left);
          else taken.delete(name);
        }
      };
      signal?.addEventListener('abort', free);
      if (signal?.aborted === true) free();
      return { [Symbol.dispose]: free };
    },
  };
}
