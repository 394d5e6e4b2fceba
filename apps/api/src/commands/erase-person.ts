import { parseArgs } from 'node:util';
import { emailSchema } from '@checkout/schemas/text';
import * as z from 'zod';
import { findAccess } from '../db/access.ts';
import { openDatabase, openPool } from '../db/database.ts';
import { EnvironmentError, readDatabaseUrl } from '../env.ts';
import { erasePerson } from '../service/erase-person.ts';

const NO_ADDRESS = 'Name the address: --email ada@example.com';

/**
 * `node main.js erase-person --email … --reason …`: erases the personal data of one e-mail address, with the api
 * running. Ends with 0 (erased, or nothing to erase), 1 (something is under way) or 2 (wrongly called, or failed).
 */
const inputSchema = z.object({
  email: z
    .string(NO_ADDRESS)
    .refine((text) => emailSchema.safeParse(text).success, NO_ADDRESS)
    .transform((text) => emailSchema.parse(text)),
  reason: z
    .string('Say why: --reason "request 4711"')
    .min(1, 'Say why: --reason "request 4711"')
    .max(200, 'The reason has at most 200 characters')
    // It stays in the audit trail for ever.
    .refine((text) => !text.includes('@'), 'The reason is kept for ever: it must hold no e-mail address'),
});

const say = (line: string) => process.stdout.write(`${line}\n`);
/** pnpm passes a separating `--` on. */
const given = process.argv.slice(2).filter((argument, index) => index > 0 || argument !== '--');

async function run(): Promise<number> {
  const { values } = parseArgs({
    args: given,
    options: { email: { type: 'string' }, reason: { type: 'string' } },
  });
  const input = inputSchema.safeParse(values);
  if (!input.success) {
    say(`${input.error.issues[0]?.message}.`);
    return 2;
  }
  const pool = openPool(await findAccess(readDatabaseUrl(), { exists: true }), () => undefined, 1);
  try {
    const erasure = await erasePerson(openDatabase(pool), { ...input.data, actor: 'operator' });
    if (erasure.kind === 'running') {
      say(
        `Nothing was erased: ${erasure.attempts} payments and ${erasure.refunds} refunds of this person are under way. Try again when they have ended, or close them.`,
      );
      return 1;
    }
    say(`Erased: ${erasure.sessions} sessions, ${erasure.attempts} attempts, ${erasure.payments} payments.`);
    if (erasure.keysWithAddress > 0)
      say(
        `${erasure.keysWithAddress} idempotency keys contain the address and were kept: without its key, a repeated call would charge again.`,
      );
    say('Inflow, backups and logs are not covered: see docs/retention.md.');
    return 0;
  } finally {
    await pool.end();
  }
}

process.exitCode = await run().catch((error: unknown) => {
  say(error instanceof EnvironmentError ? error.message : `This failed: ${String(error)}`);
  return 2;
});
