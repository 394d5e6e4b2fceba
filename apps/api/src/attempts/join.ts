import { found } from '../app-error.ts';
import type { Actor } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { settle } from './resolve.ts';
import { isUnresolved } from './states.ts';
import { type Attempt, findAttempt } from './store.ts';

/** Attempts of a session wake their watchers; those of `payments.create` are looked at this often. */
const LOOK_AGAIN_MS = 250;

/**
 * The same key again: never a second create. While the first call is still at work, here or on another node, waits for
 * its outcome; after a crash, takes the attempt up where its state says that it is safe.
 */
export async function join(deps: Deps, attempt: Attempt, actor: Actor): Promise<Attempt> {
  const deadline = deps.now().getTime() + deps.settings.inflowTimeoutMs;
  using watcher = deps.changes.watch(attempt.owner);
  let current = found(await findAttempt(deps.db, attempt.id));
  while (isUnresolved(current.state) && isAtWork(deps, current) && deps.now().getTime() < deadline) {
    const left = deadline - deps.now().getTime();
    await watcher.next(attempt.sessionId === null ? Math.min(left, LOOK_AGAIN_MS) : left);
    current = found(await findAttempt(deps.db, attempt.id));
  }
  return isUnresolved(current.state) ? settle(deps, current, { actor }) : current;
}

/** Its step began a short time ago, and no answer was lost. */
function isAtWork(deps: Deps, attempt: Attempt): boolean {
  const lost = attempt.state === 'create_unknown' || attempt.state === 'confirm_unknown';
  return !lost && deps.now().getTime() - attempt.stepAt.getTime() < deps.settings.callDeadlineMs;
}
