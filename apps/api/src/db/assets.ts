import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { assets } from './schema.ts';
import { prepared } from './statements.ts';

/** A file of a build of the pages. Its name holds a hash of its content, so that a name never means another content. */
export type Asset = { readonly name: string; readonly body: Buffer };

const value = sql.placeholder;

const seeing = prepared<{ name: string }, { names: string[] }>(
  'see_assets',
  sql`update assets set seen_at = now() where name = any(${value('names')}::text[]) returning name`,
);
const finding = prepared<Asset, { names: string[] }>(
  'find_assets',
  sql`select name, body from assets where name = any(${value('names')}::text[])`,
);

/** Says that a node has these files. Returns the names that the table does not have yet. */
export async function seeAssets(db: Queryable, names: readonly string[]): Promise<string[]> {
  const known = new Set((await seeing(db, { names: [...names] })).map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

export async function addAssets(db: Queryable, added: readonly Asset[]): Promise<void> {
  // Another node of the same build may be first.
  if (added.length > 0)
    await db
      .insert(assets)
      .values([...added])
      .onConflictDoNothing();
}

export async function findAssets(db: Queryable, names: readonly string[]): Promise<Asset[]> {
  return finding(db, { names: [...names] });
}
