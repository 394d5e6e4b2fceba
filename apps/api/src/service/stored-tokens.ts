import { and, gt, inArray, isNull, sql } from 'drizzle-orm';
import { serviceTokens } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { ServiceToken } from '../service-tokens.ts';

/** Wakes every node when a token was made or revoked. */
export const TOKENS_KEY = 'service-tokens';
/** A change whose announcement was lost is noticed after this time. */
const LOOK_AGAIN_MS = 10_000;

export type StoredToken = ServiceToken & { readonly id: string };

export type StoredTokens = {
  /** Those that are valid, as far as this node knows: without a query for each request. */
  current(): readonly StoredToken[];
  /** Notes that one was shown. */
  used(token: ServiceToken): void;
  close(): Promise<void>;
};

type Needs = Pick<Deps, 'db' | 'changes' | 'log'>;

/**
 * The service tokens that were made in the console. Read at the start, and again when one is made or revoked on any node; so a revoked one is
 * refused as soon as that is announced, and at the latest after ten seconds.
 */
export async function openStoredTokens({ db, changes, log }: Needs): Promise<StoredTokens> {
  let tokens = await readTokens(db);
  const shown = new Set<string>();
  const ended = new AbortController();
  const follow = async () => {
    using watcher = changes.watch(TOKENS_KEY);
    while (!ended.signal.aborted) {
      await watcher.next(LOOK_AGAIN_MS, ended.signal);
      if (ended.signal.aborted) return;
      try {
        await noteUse(db, shown);
        tokens = await readTokens(db);
      } catch (err) {
        // Those that are known stay valid: a database that is down must not end every service's work.
        log.warn({ err }, 'the service tokens of the console could not be read');
      }
    }
  };
  const following = follow();
  return {
    current: () => tokens,
    used(token) {
      if ('id' in token && typeof token.id === 'string') shown.add(token.id);
    },
    async close() {
      ended.abort();
      await following;
      await noteUse(db, shown).catch(() => undefined);
    },
  };
}

async function readTokens(db: Needs['db']): Promise<StoredToken[]> {
  const rows = await db
    .select()
    .from(serviceTokens)
    .where(and(isNull(serviceTokens.revokedAt), gt(serviceTokens.endsAt, sql`now()`)));
  return rows.map(({ id, name, sha256, scopes, own, endsAt }) => ({ id, name, sha256, scopes, own, endsAt }));
}

/** To the hour, so that a busy service costs one write an hour. */
async function noteUse(db: Needs['db'], shown: Set<string>): Promise<void> {
  const ids = [...shown];
  shown.clear();
  if (ids.length === 0) return;
  const hour = sql`date_trunc('hour', now())`;
  await db
    .update(serviceTokens)
    .set({ lastUsedAt: hour })
    .where(
      and(
        inArray(serviceTokens.id, ids),
        sql`(${serviceTokens.lastUsedAt} is null or ${serviceTokens.lastUsedAt} < ${hour})`,
      ),
    );
}
