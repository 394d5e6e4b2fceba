import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { type Headers, pageHeaders } from '../security-headers.ts';
import { checkWebFolder, unlistedScripts } from './check-web-folder.ts';
import { readScriptInventory } from './script-inventory.ts';

const CHECK_EVERY_MS = 10 * 60_000;

export type IntegrityCheck = Disposable & {
  readonly headers: Headers;
  /** Scripts that no page of this build runs, as paths of addresses: they must not be served. */
  readonly unserved: readonly string[];
  /** Checks now, as it does by itself every ten minutes. */
  check(): Promise<readonly string[]>;
};

export type IntegrityCheckOptions = {
  readonly webFolder: string;
  readonly publicUrl: string;
  readonly registry: Registry;
  readonly log: Logger;
};

/**
 * Compares the page that this process serves with the inventory of its build (PCI DSS 6.4.3, 11.6.1). A difference at the start
 * stops it: no checkout is better than one with an unknown script. A later difference is counted and logged, and the process goes
 * on: by then a deployment into the same folder is likelier than an attack. The inventory is the one that was read at the start.
 *
 * @throws when the files are not those of their inventory.
 */
export async function startIntegrityCheck({
  webFolder,
  publicUrl,
  registry,
  log,
}: IntegrityCheckOptions): Promise<IntegrityCheck> {
  const served = existsSync(webFolder);
  const inventory = served ? await readScriptInventory(webFolder) : null;
  const unserved = inventory === null ? [] : await unlistedScripts(webFolder, inventory);
  if (unserved.length > 0)
    log.warn({ unserved: unserved.slice(0, 20) }, 'scripts that are not in the inventory are not served');
  const mismatches = new Gauge({
    name: 'checkout_script_inventory_mismatch',
    help: 'Differences between the page that is served and the inventory of its build.',
    registers: [registry],
  });

  const look = async () => {
    if (inventory === null) return served ? ['the build left no inventory of its scripts'] : [];
    return checkWebFolder(webFolder, inventory, unserved).catch(() => [
      'the files of the page cannot be read',
    ]);
  };
  const check = async () => {
    const differences = await look();
    mismatches.set(differences.length);
    if (differences.length > 0)
      log.error({ differences: differences.slice(0, 20) }, 'page integrity check failed');
    return differences;
  };

  const differences = await check();
  if (inventory !== null && differences.length > 0)
    throw new Error(`Page integrity check failed: ${differences.slice(0, 5).join('; ')}.`);
  const timer = setInterval(check, CHECK_EVERY_MS).unref();
  return {
    headers: pageHeaders({ inventory, publicUrl }),
    unserved,
    check,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
