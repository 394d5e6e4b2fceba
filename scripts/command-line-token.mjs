import { createHash, randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOPBACK = /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/;

/**
 * A token for the command line, so that the sandbox on this machine needs no login. It is made anew at each start and written into the
 * data folder, for this user's eyes alone; the api is told its hash. None where others than this machine's programs could use it.
 * @returns {string | null} an entry of SERVICE_TOKENS
 */
export function commandLineToken({ dataDir, host, port, publicUrl }) {
  const file = join(dataDir, 'cli.json');
  rmSync(file, { force: true });
  if (!LOOPBACK.test(host) || !URL.canParse(publicUrl) || !LOOPBACK.test(new URL(publicUrl).hostname))
    return null;
  const token = randomBytes(32).toString('base64url');
  const name = host === '::1' ? '[::1]' : host === '127.0.0.1' ? 'localhost' : host;
  // Exclusive: a file that another user has put there is not written into.
  writeFileSync(file, `${JSON.stringify({ url: `http://${name}:${port}`, token })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return `cli[read+pay+refund+events+metrics]:sha256:${createHash('sha256').update(token).digest('hex')}`;
}
