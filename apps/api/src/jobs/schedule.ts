import { setTimeout as wait } from 'node:timers/promises';
import { inScope } from '../call-scope.ts';
import type { Deps } from '../deps.ts';

/** Work that runs by itself. What is due is a column of the rows concerned, which each run claims. */
export type Job = {
  readonly name: string;
  /** The pause of a node between two runs, unless it is woken. */
  readonly everyMs: number;
  /** The least pause between two runs, however often it is woken: what comes meanwhile is done together. */
  readonly gatherMs?: number;
  /** Resolves to true when more is due now. */
  run(): Promise<boolean>;
};

type Told = Pick<Deps, 'log' | 'measures'>;

export type Schedule = {
  /** There may be something due for this job on this node now. */
  wake(name: string): void;
  /** Resolves when the runs under way have ended. */
  stop(): Promise<void>;
};

/**
 * Runs each job on this node in a loop of its own, one run at a time, so that one that fails or takes long delays no other. A
 * failed run is logged and tried again after the pause. Nodes share the work by claiming rows, so no leader is elected.
 */
export function startSchedule(jobs: readonly Job[], told: Told): Schedule {
  const loops = new Map(jobs.map((job) => [job.name, startLoop(job, told)]));
  return {
    wake: (name) => loops.get(name)?.wake(),
    async stop() {
      await Promise.all([...loops.values()].map((loop) => loop.stop()));
    },
  };
}

function startLoop(job: Job, told: Told) {
  const stopping = new AbortController();
  let rest = Promise.withResolvers<void>();
  let isWoken = false;

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      const more = await inScope({ job: job.name }, () => runOnce(job, told));
      if (more) continue;
      // Rejects where the loop is stopped meanwhile.
      if (job.gatherMs !== undefined)
        await wait(job.gatherMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isWoken || stopping.signal.aborted) continue;
      rest = Promise.withResolvers();
      const timer = setTimeout(rest.resolve, job.everyMs);
      await rest.promise;
      clearTimeout(timer);
    }
  }

  const ended = loop();
  return {
    wake() {
      isWoken = true;
      rest.resolve();
    },
    async stop() {
      stopping.abort();
      rest.resolve();
      await ended;
    },
  };
}

async function runOnce(job: Job, { log, measures }: Told): Promise<boolean> {
  const start = performance.now();
  let failed = false;
  try {
    return await job.run();
  } catch (err) {
    failed = true;
    log.warn({ err }, 'a job failed and will be tried again');
    return false;
  } finally {
    const ms = Math.round((performance.now() - start) * 10) / 10;
    measures.job(job.name, failed, ms);
    log.debug({ ms }, 'a run of a job has ended');
  }
}
