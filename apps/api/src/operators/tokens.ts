import { createHash, randomBytes } from 'node:crypto';
import type { CreateToken, Tokens } from '@checkout/schemas/console-settings';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { found } from '../app-error.ts';
import { announceChange } from '../db/change-feed.ts';
import { inTransaction } from '../db/database.ts';
import { operators, serviceTokens } from '../db/schema.ts';
import { TOKENS_KEY } from '../service/stored-tokens.ts';
import { type Acting, type ConsoleDeps, note } from './signed-in.ts';

/** `console.tokens.list`: those of the console that have neither ended nor been revoked, and those of the environment. No token is shown. */
export async function listTokens({ db, consoleSettings }: ConsoleDeps): Promise<Tokens> {
  const rows = await db
    .select({ row: serviceTokens, createdByName: operators.name })
    .from(serviceTokens)
    .innerJoin(operators, eq(operators.id, serviceTokens.createdBy))
    .where(and(isNull(serviceTokens.revokedAt), sql`${serviceTokens.endsAt} > now()`))
    .orderBy(desc(serviceTokens.createdAt))
    .limit(1_000);
  const made = rows.map(({ row, createdByName }) => ({
    tokenId: row.id,
    name: row.name,
    scopes: row.scopes,
    own: row.own,
    createdAt: row.createdAt.toISOString(),
    createdByName,
    endsAt: row.endsAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
  const configured = consoleSettings.configuredTokens().map(({ name, scopes, own, endsAt }) => ({
    tokenId: null,
    name,
    scopes: [...scopes],
    own,
    createdAt: null,
    createdByName: null,
    endsAt: endsAt?.toISOString() ?? null,
    lastUsedAt: null,
  }));
  return { tokens: [...made, ...configured] };
}

/** `console.tokens.create`: only its hash is kept, so it is shown this once. */
export async function createToken(deps: ConsoleDeps, acting: Acting, input: CreateToken) {
  const { name, scopes, own, expiresInDays, reason } = input;
  const tokenId = `tok_${randomBytes(12).toString('base64url')}`;
  const token = `st_${randomBytes(32).toString('base64url')}`;
  const endsAt = await inTransaction(deps.db, async (tx) => {
    const [made] = await tx
      .insert(serviceTokens)
      .values({
        id: tokenId,
        name,
        sha256: createHash('sha256').update(token).digest('hex'),
        scopes: [...new Set(scopes)],
        own,
        endsAt: sql`now() + ${expiresInDays}::int * interval '1 day'`,
        createdBy: acting.operator.operatorId,
      })
      .returning({ endsAt: serviceTokens.endsAt });
    await note(tx, acting, { action: 'token.made', to: `${tokenId} ${name} ${scopes.join('+')}`, reason });
    await announceChange(tx, TOKENS_KEY);
    return found(made ?? null).endsAt;
  });
  return { tokenId, token, endsAt: endsAt.toISOString() };
}

/** `console.tokens.revoke`. @throws AppError `NOT_FOUND` for one of the environment, or that is revoked already. */
export async function revokeToken(
  deps: ConsoleDeps,
  acting: Acting,
  { tokenId, reason }: { readonly tokenId: string; readonly reason: string },
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const [revoked] = await tx
      .update(serviceTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(serviceTokens.id, tokenId), isNull(serviceTokens.revokedAt)))
      .returning({ name: serviceTokens.name });
    const { name } = found(revoked ?? null);
    await note(tx, acting, { action: 'token.revoked', to: `${tokenId} ${name}`, reason });
    await announceChange(tx, TOKENS_KEY);
  });
}
