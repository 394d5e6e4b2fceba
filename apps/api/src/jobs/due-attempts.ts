import pLimit from 'p-limit';
import { resolve } from '../attempts/resolve.ts';
import { claimDueAttempts, findAttempt } from '../attempts/store.ts';
import type { Deps } from '../deps.ts';

const BATCH = 200;
/** In parallel, because they mostly wait for Inflow. */
const AT_ONCE = 40;

/** Resolves what a crash, a time-out or a lost response has left open. */
export async function resolveDueAttempts(deps: Deps): Promise<boolean> {
  const due = await claimDueAttempts(deps.db, { limit: BATCH, pauseMs: deps.settings.reconcileAfterMs });
  await pLimit(AT_ONCE).map(due, (id) => resolveDueAttempt(deps, id));
  return due.length === BATCH;
}

async function resolveDueAttempt(deps: Deps, id: string): Promise<void> {
  try {
    const attempt = await findAttempt(deps.db, id);
    if (attempt !== null) await resolve(deps, attempt, { actor: 'reconciler' });
  } catch (err) {
    deps.log.error({ attemptId: id, err }, 'an attempt could not be resolved');
  }
}
