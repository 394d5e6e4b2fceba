import * as z from 'zod';
import { findAccess } from '../db/access.ts';
import { openDatabase, openPool } from '../db/database.ts';
import { findDeadDeliveries, replayDeadDeliveries } from '../db/webhook-inbox.ts';
import { readDatabaseUrl } from '../env.ts';

/**
 * `node main.js deliveries`: lists the webhook deliveries that could not be processed.
 * `… deliveries replay`: gives them to the running api's worker again.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);
const command = z.enum(['list', 'replay']).catch('list').parse(process.argv[2]);

const pool = openPool(await findAccess(readDatabaseUrl(), { exists: true }), () => undefined);
try {
  const db = openDatabase(pool);
  for (const { svixId, createdAt, tries, lastError, events } of await findDeadDeliveries(db)) {
    const payments = events.map((event) => event.paymentId ?? '-').join(' ');
    say(`${svixId}  ${createdAt.toISOString()}  ${tries} tries  ${lastError ?? ''}  ${payments}`);
  }
  if (command === 'replay') say(`${await replayDeadDeliveries(db)} deliveries are processed again.`);
} finally {
  await pool.end();
}
