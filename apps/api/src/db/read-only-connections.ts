import type pg from 'pg';

/** SQLSTATE read_only_sql_transaction. */
export function isReadOnly(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause)
    if ('code' in each && each.code === '25006') return true;
  return false;
}

/** Drops no more often than this: while the database stays read-only, what only reads is to get through. */
const DROP_EVERY_MS = 2_000;

/**
 * Has a pool replace all of its connections when one of them turns out to lead to a server that only reads. After a failover the old primary may
 * live on as a standby with its connections open, and the address leads to the new one only for connections that are made now.
 */
export function dropReadOnlyConnections(pool: pg.Pool, dropAll: () => void): void {
  let last = Number.NEGATIVE_INFINITY;
  pool.on('release', (error: unknown) => {
    if (!isReadOnly(error) || performance.now() - last < DROP_EVERY_MS) return;
    last = performance.now();
    dropAll();
  });
}
