import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOPBACK = /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/;

/**
 * A token for the command line, so that the sandbox on this machine needs no login. It is kept in the data folder, readable by this user
 * alone, so that what is signed with a secret made from it stays valid; the api is told its hash. None, and no older one, where others
 * than this machine's programs could use it.
 * @returns {string | null} an entry of SERVICE_TOKENS
 */
export function commandLineToken({ dataDir, host, port, publicUrl }) {
  const file = join(dataDir, 'cli.json');
  const before = tokenIn(file);
  rmSync(file, { force: true });
  if (!LOOPBACK.test(host) || !URL.canParse(publicUrl) || !LOOPBACK.test(new URL(publicUrl).hostname))
    return null;
  const token = before ?? randomBytes(32).toString('base64url');
  const name = host === '::1' ? '[::1]' : host === '127.0.0.1' ? 'localhost' : host;
  // Exclusive: a file that another user has put there is not written into.
  writeFileSync(file, `${JSON.stringify({ url: `http://${name}:${port}`, token })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return `cli[read+pay+refund+events+metrics]:sha256:${createHash('sha256').update(token).digest('hex')}`;
}

/** The token of an earlier start; null where there is none, or others could have read it. */
function tokenIn(file) {
  try {
    const { token } = JSON.parse(readFileSync(file, 'utf8'));
    return (statSync(file).mode & 0o077) === 0 && /^[\w-]{43}$/.test(token) ? token : null;
  } catch {
    return null;
  }
}
