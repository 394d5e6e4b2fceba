import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServiceToken } from '../service-tokens.ts';
import type { Caller } from '../trpc/context.ts';

/**
 * Who shows `Authorization: Bearer <token>`, by the tokens that are valid now. Compares hashes in constant time, and all
 * of them, match or not.
 */
export function createAuthenticate(tokens: () => readonly ServiceToken[]) {
  return (authorization: string | undefined): Caller => {
    const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return { kind: 'anyone' };
    const hash = createHash('sha256').update(token).digest();
    let shown: ServiceToken | null = null;
    for (const entry of tokens()) if (timingSafeEqual(Buffer.from(entry.sha256, 'hex'), hash)) shown = entry;
    return shown === null ? { kind: 'anyone' } : { kind: 'service', name: shown.name, scopes: shown.scopes };
  };
}
