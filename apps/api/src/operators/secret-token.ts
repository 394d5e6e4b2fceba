import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, and the hash under which a row is kept: who reads the table cannot use what it says. */
export function newSecretToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** SHA-256, hex. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
