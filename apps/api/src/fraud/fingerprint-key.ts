import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../env.ts';

/**
 * The key that goes with the embedded database: made once, and kept beside its files.
 * @throws EnvironmentError when it can neither be read nor made.
 */
export async function ownFingerprintKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'fingerprint-key');
  try {
    // `wx`: of two starts one makes it, and both read that one.
    await writeFile(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new EnvironmentError('DATA_DIR', `has no readable file fingerprint-key: ${dataDir}`);
  }
}
