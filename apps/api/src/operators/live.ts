import { setTimeout } from 'node:timers/promises';
import { lasts, SESSIONS_KEY } from './sessions.ts';
import type { ConsoleDeps, SignedIn } from './signed-in.ts';

/** Where an announcement was lost, and for what is not announced, things are looked at again after this time. */
const LOOK_AGAIN_MS = 5_000;
/** A shop that sells much changes all the time: no page is told more often than this. */
const QUIET_MS = 1_000;

/**
 * Yields now, and each time that one of these keys of the change feed may have changed. Ends with the person's session, also when that was
 * ended elsewhere, and with the connection or this process.
 */
export async function* whileSignedIn(
  deps: ConsoleDeps,
  signedIn: SignedIn,
  { keys, signal }: { readonly keys: readonly string[]; readonly signal: AbortSignal | undefined },
): AsyncGenerator<void, void, void> {
  const ended = AbortSignal.any(signal === undefined ? [deps.stopping] : [deps.stopping, signal]);
  using watching = new DisposableStack();
  const watchers = [...keys, SESSIONS_KEY].map((key) => watching.use(deps.changes.watch(key)));
  while (!ended.aborted && (await lasts(deps.db, signedIn))) {
    yield;
    await setTimeout(QUIET_MS, undefined, { signal: ended, ref: false }).catch(() => undefined);
    const turn = new AbortController();
    const over = AbortSignal.any([ended, turn.signal]);
    await Promise.race(watchers.map((watcher) => watcher.next(LOOK_AGAIN_MS, over)));
    turn.abort();
  }
}
