import pg from 'pg';

/** `lock_not_available`: a lock time-out; `deadlock_detected`: of two that waited for each other, this one was chosen. */
const REFUSED = ['55P03', '40P01'];

export const isLockTimeout = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && REFUSED.includes(error.code ?? '');

/** The oldest transaction of another session that holds a lock on one of these tables. A role that may not see others' activity still sees the process. */
const OLDEST_HOLDER = `
  select activity.pid, activity.usename::text as role, activity.application_name as program,
    extract(epoch from now() - activity.xact_start)::int as seconds
  from pg_catalog.pg_locks as lock
  join pg_catalog.pg_class as class on class.oid = lock.relation and class.relnamespace = to_regnamespace($1)
  join pg_catalog.pg_stat_activity as activity on activity.pid = lock.pid
  where lock.granted and lock.pid <> pg_backend_pid()
    and lock.database = (select oid from pg_catalog.pg_database where datname = current_database())
  order by activity.xact_start nulls last limit 1`;

type Holder = { pid: number; role: string | null; program: string | null; seconds: number | null };

/** Words that follow "because": which session keeps the tables of this schema locked. */
export async function findLockHolder(client: pg.Client, schema: string): Promise<string> {
  const { rows } = await client.query<Holder>(OLDEST_HOLDER, [pg.escapeIdentifier(schema)]);
  const [holder] = rows;
  if (holder === undefined) return 'their locks were taken by transactions that have ended since';
  const { pid, role, program, seconds } = holder;
  const who = [`process ${pid}`, role === null ? '' : ` of the role ${role}`, program ? ` (${program})` : ''];
  return `${who.join('')} holds a lock on them${seconds === null ? '' : `, in a transaction that began ${seconds} s ago`}`;
}
