import { resolve } from '../attempts/resolve.ts';
import { claimDueAttempts, findAttempt } from '../attempts/store.ts';
import type { Deps } from '../deps.ts';
import { runBatch } from './run-batch.ts';

/** Resolves what a crash, a time-out or a lost response has left open. */
export function resolveDueAttempts(deps: Deps): Promise<boolean> {
  const pauseMs = deps.settings.reconcileAfterMs;
  return runBatch({
    claim: (limit) => claimDueAttempts(deps.db, { limit, pauseMs }),
    async work(id) {
      const attempt = await findAttempt(deps.db, id);
      if (attempt !== null) await resolve(deps, attempt, { actor: 'reconciler' });
    },
    onFailure: (attemptId, err) => deps.log.error({ attemptId, err }, 'an attempt could not be resolved'),
  });
}
