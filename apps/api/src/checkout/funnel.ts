import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';

/** How far a shopper has come, as far as it leaves no other trace. */
export type Step = 'opened' | 'quoted';

export type Funnel = {
  /** Waits for nothing, and never fails. */
  note(sessionId: string, step: Step): void;
  /** Writes what is still to be written. */
  close(): Promise<void>;
};

const WRITE_EVERY_MS = 1_000;
const MOST_AT_ONCE = 1_000;
const COLUMNS = { opened: sql.raw('opened_at'), quoted: sql.raw('quoted_at') };

/**
 * Notes on a session that its page was opened, and that a price was asked for: the first time of each, for the counts of `reports.funnel`.
 * Written once a second and by one statement, so that a page waits for none of it; what a killed node has not written is not counted. A
 * session that is being paid is left out, because its payment says more.
 */
export function createFunnel(db: Database, log: Logger): Funnel {
  const noted = new LRUCache<string, true>({ max: 20_000 });
  const waiting: Record<Step, Set<string>> = { opened: new Set(), quoted: new Set() };
  let writing = Promise.resolve();
  const write = async () => {
    for (const step of ['opened', 'quoted'] as const) {
      const ids = [...waiting[step]].slice(0, MOST_AT_ONCE);
      for (const id of ids) waiting[step].delete(id);
      if (ids.length > 0) await writeStep(db, step, ids);
    }
  };
  const flush = () => {
    writing = writing
      .then(write)
      .catch((err: unknown) => log.warn({ err }, 'steps of shoppers were not noted'));
    return writing;
  };
  const timer = setInterval(() => void flush(), WRITE_EVERY_MS).unref();
  return {
    note(sessionId, step) {
      const key = `${step} ${sessionId}`;
      if (noted.has(key)) return;
      noted.set(key, true);
      waiting[step].add(sessionId);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

async function writeStep(db: Database, step: Step, ids: string[]): Promise<void> {
  const column = COLUMNS[step];
  await db.execute(sql`
    update sessions set ${column} = now() where id in (
      select id from sessions where id = any(${sql.param(ids)}) and ${column} is null
      order by id for no key update skip locked)`);
}
