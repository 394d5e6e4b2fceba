import { found } from '../app-error.ts';
import type { Actor } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { resolve } from './resolve.ts';
import { isUnresolved } from './states.ts';
import { type Attempt, findAttempt } from './store.ts';

/** Changes of a session are announced; an attempt of `payments.create` has none, and is read this often. */
const LOOK_AGAIN_MS = 250;

/**
 * The same key again: never a second create. While the first call is running, here or on another node, waits for
 * its outcome; after a crash, resolves the attempt where its state says that it is safe.
 */
export async function waitForFirstCall(deps: Deps, attempt: Attempt, actor: Actor): Promise<Attempt> {
  const deadline = performance.now() + deps.settings.inflowTimeoutMs;
  using watcher = deps.changes.watch(attempt.owner);
  let current = found(await findAttempt(deps.db, attempt.id));
  while (isUnresolved(current.state) && isAtWork(deps, current) && performance.now() < deadline) {
    const left = deadline - performance.now();
    await watcher.next(attempt.sessionId === null ? Math.min(left, LOOK_AGAIN_MS) : left);
    current = found(await findAttempt(deps.db, attempt.id));
  }
  return isUnresolved(current.state) ? (await resolve(deps, current, { actor })).attempt : current;
}

/** It has been in its state for a short time, and no response was lost. */
function isAtWork(deps: Deps, { state, stepAgeMs }: Attempt): boolean {
  const isLost = state === 'create_unknown' || state === 'confirm_unknown';
  return !isLost && stepAgeMs < deps.settings.callDeadlineMs;
}
