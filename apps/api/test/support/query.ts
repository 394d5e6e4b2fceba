import pg from 'pg';
import type { World } from './world.ts';

/** Runs SQL on the database of the world, on a connection of its own. */
export async function query<Row extends pg.QueryResultRow = Record<string, unknown>>(
  { databaseUrl }: Pick<World, 'databaseUrl'>,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Makes every attempt look as if its last transition was an hour ago: longer than any call to Inflow can take, or show an effect. */
export async function ageAttempts(world: Pick<World, 'databaseUrl'>): Promise<void> {
  await query(
    world,
    "update attempts set step_at = step_at - interval '1 hour', confirm_sent_at = confirm_sent_at - interval '1 hour'",
  );
}
