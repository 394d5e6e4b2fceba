import { sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

/** A round's share; rounds come every few seconds. */
const BATCH = 5_000;

/** Where an attempt came from is needed for a day, and kept no longer. */
export async function forgetOrigins(deps: Deps): Promise<void> {
  await deps.db.execute(sql`
    delete from attempt_origins where attempt_id in (
      select attempt_id from attempt_origins where at < now() - interval '25 hours' limit ${BATCH}::int)`);
}
