// Compares the checkout page that arrives from outside with the build that should be there:
//   pnpm --filter @checkout/api inspect-page https://pay.shop.example [folder of the build]
// Ends with 0 (as built), 1 (something differs) or 2 (could not look). docs/security/page-integrity.md says when to run it.
import { resolve } from 'node:path';
import { inspectPublicPage } from '../pages/integrity/inspect-public-page.ts';
import { readScriptInventory } from '../pages/integrity/script-inventory.ts';
import { WEB_FOLDER } from '../paths.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function inspect(address: string | undefined, folder: string): Promise<number> {
  if (address === undefined || !URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    say('Name the URL of the checkout, as in PUBLIC_URL.');
    return 2;
  }
  const inventory = await readScriptInventory(folder);
  if (inventory === null) {
    say(`There is no inventory in ${folder}: build the web app, or name the folder of its build.`);
    return 2;
  }
  const publicUrl = address.replace(/\/+$/, '');
  const differences = await inspectPublicPage({ publicUrl, inventory, fetch });
  for (const difference of differences) say(difference);
  say(`${publicUrl}: ${inventory.scripts.length} scripts looked at, ${differences.length} differences.`);
  return differences.length === 0 ? 0 : 1;
}

const [address, folder] = process.argv.slice(2);
process.exitCode = await inspect(address, folder === undefined ? WEB_FOLDER : resolve(folder)).catch(
  (error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    say(`Could not look: ${error instanceof Error ? error.message : String(error)}${cause}.`);
    return 2;
  },
);
