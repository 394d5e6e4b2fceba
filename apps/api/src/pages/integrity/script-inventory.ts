import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const inventorySchema = z.object({
  scripts: z.array(
    z.object({
      /** From the root of the site. */
      path: z.string().regex(/^\/[\w.\-/]+\.m?js$/),
      integrity: z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/),
      bytes: z.int().nonnegative(),
      /** Why the page needs it (PCI DSS 6.4.3). */
      purpose: z.string().min(1),
    }),
  ),
  inline: z.array(
    z.object({
      hash: z.string().regex(/^sha256-[A-Za-z0-9+/]{43}=$/),
      kind: z.enum(['script', 'style']),
    }),
  ),
});

/** The scripts that the page may run; the build of `apps/web` writes it as `script-inventory.json`. */
export type ScriptInventory = z.output<typeof inventorySchema>;

export const INVENTORY_FILE = 'script-inventory.json';

/** Null where the build left none. @throws when there is one that cannot be read. */
export async function readScriptInventory(webFolder: string): Promise<ScriptInventory | null> {
  const text = await readFile(join(webFolder, INVENTORY_FILE), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : inventorySchema.parse(JSON.parse(text));
}
