import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { type Environment, readSecret, type SecretName } from './env.ts';
import { type Watched, watch } from './watched-file.ts';

/** A secret as it is now: where it came from a file, it can be replaced while the program runs. */
export async function openSecret<Name extends SecretName>(
  env: Environment,
  name: Name,
  log: Logger,
): Promise<Watched<Environment[Name]>> {
  const file = env.secretFiles[name];
  if (file === undefined) return { current: () => env[name], [Symbol.dispose]: () => undefined };
  return watch({ variable: `${name}_FILE`, file, read: (text) => readSecret(name, text), log });
}

/**
 * Reads the database's password for a new connection from the file of a URL (`DATABASE_URL_FILE`); null where there is none. A file that has become
 * unreadable, or names another database or role, changes nothing and is logged: no connection may lead elsewhere than the others.
 */
export function databasePassword(
  env: Environment,
  name: 'DATABASE_URL' | 'DIRECT_DATABASE_URL',
  log: Logger,
): (() => Promise<string>) | null {
  const url = env[name];
  const file = env.secretFiles[name];
  if (url === undefined || file === undefined) return null;
  const start = withoutPassword(url);
  if (start === null) return null;
  let last = start.password;
  return async () => {
    const read = readSecret(name, await readFile(file, 'utf8').catch(() => ''));
    const now = 'problem' in read ? null : withoutPassword(read.value ?? '');
    if (now !== null && now.url === start.url) last = now.password;
    else
      log.error(
        {
          problem: 'problem' in read ? read.problem : 'names another database or role, which takes a restart',
        },
        `${name}_FILE is not used; the password that was read before is`,
      );
    return last;
  };
}

function withoutPassword(text: string): { readonly url: string; readonly password: string } | null {
  const url = URL.parse(text);
  if (url === null) return null;
  const password = decodeURIComponent(url.password);
  url.password = '';
  return { url: url.href, password };
}
