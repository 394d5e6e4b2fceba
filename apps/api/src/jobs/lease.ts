import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { prepared } from '../db/statements.ts';

/** One node's claim on a whole job. It ends by itself, so that a killed node does not stop the job for long. */
export type Lease = {
  /** Takes the lease, or holds it for longer. False: another node has it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
};

const value = sql.placeholder;

const holding = prepared<{ name: string }, { name: string; holder: string; forMs: number }>(
  'hold_job_lease',
  sql`
    insert into job_leases as lease (name, holder, held_until)
    values (${value('name')}, ${value('holder')}, now() + ${value('forMs')}::int * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
    where lease.holder = excluded.holder or lease.held_until <= now()
    returning name`,
);

const releasing = prepared<never, { name: string; holder: string }>(
  'release_job_lease',
  sql`
    update job_leases set held_until = now() where name = ${value('name')} and holder = ${value('holder')}`,
);

export function createLease(db: Queryable, name: string, forMs: number): Lease {
  const holder = randomUUID();
  return {
    hold: async () => (await holding(db, { name, holder, forMs })).length > 0,
    release: async () => void (await releasing(db, { name, holder })),
  };
}
