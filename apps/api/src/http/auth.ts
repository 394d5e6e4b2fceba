import { createHash, timingSafeEqual } from 'node:crypto';
import type { Network } from '../fraud/network.ts';
import type { ServiceToken } from '../service-tokens.ts';
import type { Caller } from '../trpc/context.ts';
import type { WrongTokens } from './wrong-tokens.ts';

export type Authenticate = (authorization: string | undefined, network: Network) => Caller;

/**
 * Who shows `Authorization: Bearer <token>`, by the tokens that are valid now. Compares hashes in constant time, and all
 * of them, match or not. Wrong ones are counted against their network; a valid one is valid there all the same.
 */
export function createAuthenticate(
  tokens: () => readonly ServiceToken[],
  wrongTokens: WrongTokens,
  onUsed: (token: ServiceToken) => void = () => undefined,
): Authenticate {
  return (authorization, network) => {
    const [, token] = /^Bearer +(.*)$/is.exec(authorization ?? '') ?? [];
    if (token === undefined) return { kind: 'anyone', retryAfter: null };
    const shown = /^[\x21-\x7e]{1,512}$/.test(token) ? find(tokens(), token) : null;
    if (shown === null) return { kind: 'anyone', retryAfter: wrongTokens.count(network) };
    onUsed(shown);
    return { kind: 'service', name: shown.name, scopes: shown.scopes, own: shown.own };
  };
}

function find(tokens: readonly ServiceToken[], token: string): ServiceToken | null {
  const hash = createHash('sha256').update(token).digest();
  let found: ServiceToken | null = null;
  for (const entry of tokens) {
    const isMeant = timingSafeEqual(Buffer.from(entry.sha256, 'hex'), hash);
    if (isMeant && (entry.endsAt === null || entry.endsAt > new Date())) found = entry;
  }
  return found;
}
