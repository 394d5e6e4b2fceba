import { sql } from 'drizzle-orm';
import { makeWorkerUtils, run, Logger as WorkerLogger } from 'graphile-worker';
import type pg from 'pg';
import * as z from 'zod';
import { settle } from '../attempts/resolve.ts';
import { SETTLE_JOB } from '../attempts/settle-job.ts';
import { isActive } from '../attempts/states.ts';
import { findAttempt, postponeAttempt } from '../attempts/store.ts';
import type { Deps } from '../deps.ts';
import { findUnrecordedCharges } from './charge-comparison.ts';
import { createLooks } from './look-back.ts';
import { reconcile } from './reconcile.ts';

const RECONCILE_JOB = 'reconcile';
/** Apart, because reading through Inflow's list can take long, and nobody's outcome may wait for it. */
const COMPARE_JOB = 'compare-with-inflow';
/** Any constant: the list is read through by one node at a time. */
const COMPARE_LOCK = 7_265_302;

export type Worker = { stop(): Promise<void> };

/** The job queue's own tables; nodes that start together wait for each other inside. */
export async function migrateJobQueue(pool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
  }
}

/** Runs jobs on this node, and keeps a reconciliation coming as long as any node lives. */
export async function startWorker(deps: Deps, pool: pg.Pool): Promise<Worker> {
  const looks = createLooks();
  const runner = await run({
    pgPool: pool,
    // Jobs mostly wait for Inflow, and hold no connection meanwhile.
    concurrency: 24,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: quiet,
    taskList: {
      [SETTLE_JOB]: async (payload) => settleJob(deps, settlePayload.parse(payload).attemptId),
      [RECONCILE_JOB]: async () => reconcile(deps),
      [COMPARE_JOB]: async () => alone(pool, COMPARE_LOCK, () => findUnrecordedCharges(deps, looks)),
    },
  });
  // Each node asks; the job's key makes one job of it. A queue's own recurring job would stop with the node that holds
  // its lock when that is killed, and with it every other safety net.
  const ask = () =>
    deps.db
      .execute(sql`
        select
          graphile_worker.add_job(${RECONCILE_JOB}, job_key := ${RECONCILE_JOB}, max_attempts := 1, priority := -10),
          graphile_worker.add_job(${COMPARE_JOB}, job_key := ${COMPARE_JOB}, max_attempts := 1)`)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'could not ask for a reconciliation'));
  await ask();
  const timer = setInterval(ask, Math.min(10_000, Math.max(250, deps.settings.reconcileAfterMs / 3)));
  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
    },
  };
}

const settlePayload = z.object({ attemptId: z.uuid() });

async function settleJob(deps: Deps, attemptId: string): Promise<void> {
  const attempt = await findAttempt(deps.db, attemptId);
  if (attempt === null || !isActive(attempt.state)) return;
  const settled = await settle(deps, attempt, { actor: 'reconciler' });
  // No news yet: the reconciler takes over from here, sooner for a fresh question than for an old one.
  if (settled.step === attempt.step) await postponeAttempt(deps.db, attemptId, soon(deps));
}

function soon(deps: Deps): Date {
  return new Date(deps.now().getTime() + Math.min(deps.settings.reconcileAfterMs, 2_000));
}

/** Runs it unless another node does; the lock ends with its connection, so a killed node holds nothing. */
async function alone(pool: pg.Pool, lock: number, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
    if (rows[0]?.mine !== true) return;
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lock]);
    }
  } finally {
    client.release();
  }
}

/** Failures are logged where they happen, with what they mean; the queue's own lines would only repeat them. */
const quiet = new WorkerLogger(() => () => undefined);
