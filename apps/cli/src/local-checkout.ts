import { readFileSync } from 'node:fs';
import type { Settings } from './env.ts';
import { Problem } from './problem.ts';
import { isOfThisMachine } from './urls.ts';

/** A checkout that `npm start` runs on this machine with the sandbox, and a token for it, so that no login is needed. */
export type LocalCheckout = { readonly url: string; readonly token: string };

/**
 * The one that was started last in this data folder; null where none was. Its token is for this machine alone, so a file that names
 * another is not used.
 *
 * @throws Problem where a named file cannot be read
 */
export function findLocalCheckout({ localFile, localFileIsNamed }: Settings): LocalCheckout | null {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(localFile, 'utf8'));
  } catch {
    if (localFileIsNamed)
      throw new Problem(
        'CHECKOUT_LOCAL must name the cli.json that npm start has written into its data folder.',
      );
    return null;
  }
  const { url, token } = found as Partial<Record<keyof LocalCheckout, unknown>>;
  if (typeof url !== 'string' || typeof token !== 'string' || !isOfThisMachine(url)) return null;
  return { url, token };
}
