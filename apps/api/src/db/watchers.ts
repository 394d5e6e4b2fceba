/** One connection that watches one session. */
export type ChangeWatcher = Disposable & {
  /** The version that was just read: only a later one wakes this watcher. */
  saw(version: number): void;
  /** Resolves at a change since the last call (without waiting if there was one), after `timeoutMs` if that is finite, or on abort. */
  next(timeoutMs: number, signal?: AbortSignal): Promise<void>;
};

/** All watchers on this node. Thousands of them wait without a timer or a query of their own. */
export type Watchers = {
  add(sessionId: string): ChangeWatcher;
  wake(sessionId: string): void;
  sessionIds(): string[];
  /** Wakes those that have not seen this version of the session. */
  wakeBefore(sessionId: string, version: number): void;
};

type Waiting = { seen: number; changed: boolean; resume: () => void };

export function createWatchers(): Watchers {
  const bySession = new Map<string, Set<Waiting>>();
  const wakeOne = (waiting: Waiting) => {
    waiting.changed = true;
    waiting.resume();
  };

  return {
    add(sessionId) {
      const waiting: Waiting = { seen: 0, changed: false, resume: () => undefined };
      const others = bySession.get(sessionId) ?? new Set();
      bySession.set(sessionId, others.add(waiting));
      return {
        saw(version) {
          waiting.seen = version;
        },
        async next(timeoutMs, signal) {
          if (!waiting.changed && signal?.aborted !== true) await resumed(waiting, timeoutMs, signal);
          waiting.changed = false;
        },
        [Symbol.dispose]() {
          others.delete(waiting);
          if (others.size === 0 && bySession.get(sessionId) === others) bySession.delete(sessionId);
          waiting.resume();
        },
      };
    },
    wake(sessionId) {
      for (const waiting of bySession.get(sessionId) ?? []) wakeOne(waiting);
    },
    sessionIds: () => [...bySession.keys()],
    wakeBefore(sessionId, version) {
      for (const waiting of bySession.get(sessionId) ?? []) if (waiting.seen < version) wakeOne(waiting);
    },
  };
}

/** Removes its listener from the signal, which lives as long as the connection. */
function resumed(waiting: Waiting, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', resume);
      waiting.resume = () => undefined;
      resolve();
    };
    const timer = Number.isFinite(timeoutMs) ? setTimeout(resume, timeoutMs) : undefined;
    signal?.addEventListener('abort', resume);
    waiting.resume = resume;
  });
}
