import pg from 'pg';
import { type DatabaseAccess, findRole, onConnection } from './access.ts';
import { journalSchema } from './migrate.ts';

/** Any constant. */
const GRANT_LOCK = 7_265_305;

/**
 * Gives the role that the api works under what the work takes, and nothing else: rows of our tables, no
 * table's shape, and of the audit trail only reading and appending. Run by the tables' owner after each migration, so
 * that a new table is covered by the same statements. `workingUrl`: of the role's connections.
 */
export async function grantLeastRights(owner: DatabaseAccess, workingUrl: string): Promise<void> {
  const role = pg.escapeIdentifier(await findRole(workingUrl));
  const schema = pg.escapeIdentifier(owner.schema);
  await onConnection(owner.url, async (client) => {
    await client.query('begin');
    // Nodes that start together would meet in the catalogue's rows.
    await client.query('select pg_advisory_xact_lock($1)', [GRANT_LOCK]);
    await client.query(`revoke all on schema ${schema} from public`);
    await client.query(`grant usage on schema ${schema} to ${role}`);
    await client.query(`revoke all on all tables in schema ${schema} from ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await client.query(`grant usage on all sequences in schema ${schema} to ${role}`);
    await client.query(`grant execute on all functions in schema ${schema} to ${role}`);
    await client.query(`revoke update, delete on ${schema}.audit from ${role}`);
    const journal = pg.escapeIdentifier(journalSchema(owner.schema));
    await client.query(`revoke insert, update, delete on ${journal}.__drizzle_migrations from ${role}`);
    await client.query(`grant usage on schema ${journal} to ${role}`);
    await client.query(`grant select on all tables in schema ${journal} to ${role}`);
    await client.query('commit');
  });
}
