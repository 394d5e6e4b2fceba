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
