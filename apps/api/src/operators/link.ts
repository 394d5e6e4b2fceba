import { SIGN_IN_PATHS } from '@checkout/schemas/console-session';
import type { Database } from '../db/database.ts';
import type { Person } from './people.ts';
import { admit, keepSignIn, type SignInResult, useSignIn } from './sign-in.ts';

/** Who uses a sandbox on their own machine. */
const LOCAL: Person = { issuer: 'local', subject: 'local', name: 'You', email: null, role: 'admin' };

/**
 * A link that signs in once, within ten minutes. Its token stands behind `#`, which browsers send to no server, and puts into no Referer.
 * For the sandbox on a loopback address alone (`checkConsole` in env.ts).
 */
export async function makeSignInLink(db: Database, consoleUrl: string): Promise<string> {
  return `${consoleUrl}${SIGN_IN_PATHS.page}#${await keepSignIn(db, { kind: 'link' })}`;
}

export async function signInByLink(
  db: Database,
  token: string,
  address: string | null,
): Promise<SignInResult> {
  if ((await useSignIn(db, 'link', token)) === null) return { problem: 'expired' };
  return admit(db, LOCAL, address);
}
