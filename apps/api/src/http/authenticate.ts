import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../caller.ts';
import type { ServiceToken } from '../env.ts';

/** Who shows `Authorization: Bearer <token>`. Compares hashes in constant time, and all of them, match or not. */
export function createAuthenticate(tokens: readonly ServiceToken[]) {
  const known = tokens.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, 'hex') }));
  return (authorization: string | undefined): Caller => {
    const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return { kind: 'anyone' };
    const hash = createHash('sha256').update(token).digest();
    let name: string | null = null;
    for (const entry of known) if (timingSafeEqual(entry.hash, hash)) name = entry.name;
    return name === null ? { kind: 'anyone' } : { kind: 'service', name };
  };
}
