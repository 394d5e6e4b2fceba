import pg from 'pg';

/** Any constant. */
const GRANT_LOCK = 7_265_305;

/**
 * Gives the role that the api works under what the work takes, and nothing else: rows of our tables, no
 * table's shape, and of the audit trail only reading and appending. Run by the tables' owner after each migration, so
 * that a new table is covered by the same statements. The role comes from `DATABASE_URL`.
 */
export async function grantLeastRights(ownerUrl: string, workingUrl: string): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(new URL(workingUrl).username));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    // Nodes that start together would meet in the catalogue's rows.
    await client.query('select pg_advisory_xact_lock($1)', [GRANT_LOCK]);
    await client.query('revoke all on schema public from public');
    await client.query(`grant usage on schema public to ${role}`);
    await client.query(`revoke all on all tables in schema public from ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await client.query(`grant usage on all sequences in schema public to ${role}`);
    await client.query(`grant execute on all functions in schema public to ${role}`);
    await client.query(`revoke update, delete on audit from ${role}`);
    await client.query(`grant usage on schema drizzle to ${role}`);
    await client.query(`grant select on all tables in schema drizzle to ${role}`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
