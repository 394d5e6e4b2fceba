import pg from 'pg';

/** Any constant. */
const GRANT_LOCK = 7_265_305;

/**
 * Gives the role that the api works under what the work takes, and nothing else: rows of our tables and of the job queue's,
 * no table's shape, and of the audit trail only reading and appending. Run by the tables' owner after each migration, so
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
    for (const schema of ['public', 'graphile_worker']) {
      await client.query(`revoke all on schema ${schema} from public`);
      await client.query(`grant usage on schema ${schema} to ${role}`);
      await client.query(`revoke all on all tables in schema ${schema} from ${role}`);
      await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
      await client.query(`grant usage on all sequences in schema ${schema} to ${role}`);
      await client.query(`grant execute on all functions in schema ${schema} to ${role}`);
    }
    await client.query(`revoke update, delete on audit from ${role}`);
    await client.query(`grant select on all tables in schema drizzle to ${role}`);
    await letThroughRowSecurity(client, role);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/**
 * The job queue switches row security on without a policy, so that nobody but the owner sees a row. A policy is made only where
 * it is missing: making one locks the table, which other nodes are working with.
 */
async function letThroughRowSecurity(client: pg.Client, role: string): Promise<void> {
  // PostgreSQL cuts names at 63 bytes.
  const policy = `work of ${role}`.slice(0, 60);
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = 'graphile_worker' and relkind in ('r', 'p') and relrowsecurity
       and not exists (select from pg_policy where polrelid = c.oid and polname = $1)`,
    [policy],
  );
  for (const { name } of rows) {
    await client.query(
      `create policy ${pg.escapeIdentifier(policy)} on ${name} to ${role} using (true) with check (true)`,
    );
  }
}
