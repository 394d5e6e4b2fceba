import { eq, sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { pageSettings } from './schema.ts';

export type SavedPageSettings = typeof pageSettings.$inferSelect;

/** Wakes every node when they have changed. */
export const PAGE_SETTINGS_KEY = 'page-settings';

/** What was saved in the console; null where nothing is. */
export async function findPageSettings(db: Queryable): Promise<SavedPageSettings | null> {
  const [row] = await db.select().from(pageSettings).limit(1);
  return row ?? null;
}

type Changed = Pick<SavedPageSettings, 'settings' | 'logo' | 'updatedBy'>;

/**
 * Saves them in place of the ones at `version`, or as the first where that is null.
 * @returns the new version; null where they have been changed since.
 */
export async function savePageSettings(
  tx: Queryable,
  changed: Changed,
  version: number | null,
): Promise<number | null> {
  const [row] =
    version === null
      ? await tx.insert(pageSettings).values(changed).onConflictDoNothing().returning()
      : await tx
          .update(pageSettings)
          .set({ ...changed, version: sql`${pageSettings.version} + 1`, updatedAt: sql`now()` })
          .where(eq(pageSettings.version, version))
          .returning();
  return row?.version ?? null;
}

/** Whether there were any. */
export async function deletePageSettings(tx: Queryable): Promise<boolean> {
  return (await tx.delete(pageSettings).returning({ version: pageSettings.version })).length > 0;
}
