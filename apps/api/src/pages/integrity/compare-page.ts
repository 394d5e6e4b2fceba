import { integrityOf } from './build.ts';
import { isMerchantPicture } from './merchant-parts.ts';
import { type PageParts, readPage } from './page-parts.ts';
import type { ScriptInventory } from './script-inventory.ts';

/** A page, and the URL it was fetched from; any URL for a file, since only paths matter then. */
export type ReceivedPage = { readonly html: string; readonly address: string };

export type Expected = {
  readonly inventory: ScriptInventory;
  /** The paths of the build's files. */
  readonly files: readonly string[];
};

/**
 * How a page differs from what the build wrote down, a sentence each: a script or an inline part that is not in the
 * inventory, one whose integrity the page does not state or states otherwise, anything of another origin, and any element or
 * attribute with which a page runs, loads or sends something and which this page never has.
 */
export function comparePage({ html, address }: ReceivedPage, { inventory, files }: Expected): string[] {
  return compareParts(readPage(html), address, { inventory, files });
}

/** The same for a page that is parsed already. */
export function compareParts(parts: PageParts, address: string, { inventory, files }: Expected): string[] {
  const { origin } = new URL(address);
  const listed = new Map(inventory.scripts.map(({ path, integrity }) => [path, integrity]));
  const mapped = new Map(
    Object.entries(parts.mapped).map(([key, value]) => [ownPath(key, address) ?? key, value]),
  );
  const differences = parts.forbidden.map((what) => `has ${what}; the built page has none`);

  const stated = new Map(mapped);
  for (const { address: source, integrity } of parts.scripts) {
    const path = ownPath(source, address);
    if (path === null) differences.push(`runs a script from elsewhere: ${siteOf(source, origin)}`);
    else if (!listed.has(path)) differences.push(`runs ${path}, which is not in the inventory`);
    else if (integrity !== null) {
      if (integrity !== listed.get(path)) differences.push(`states another integrity for ${path}`);
      stated.set(path, integrity);
    }
  }
  for (const [path, integrity] of mapped) {
    if (!listed.has(path)) differences.push(`maps ${path}, which is not in the inventory`);
    else if (integrity !== listed.get(path)) differences.push(`maps another integrity to ${path}`);
  }
  for (const path of listed.keys()) {
    if (!stated.has(path)) differences.push(`would run ${path} without checking its integrity`);
  }

  const hashes = new Set(inventory.inline.map(({ kind, hash }) => `${kind} ${hash}`));
  for (const { kind, hash } of parts.inline) {
    if (!hashes.has(`${kind} ${hash}`))
      differences.push(`has an inline ${kind} that is not in the inventory`);
  }
  for (const { what, address: source } of parts.passive) {
    const path = ownPath(source, address);
    if (path === null) differences.push(`has ${what} from elsewhere: ${siteOf(source, origin)}`);
    else if (!files.includes(path) && !(what === 'a picture' && isMerchantPicture(path)))
      differences.push(`has ${what} that is not in the build: ${path}`);
  }
  return [...new Set(differences)];
}

/** Null when the script is the one of the inventory. */
export function compareScript(
  content: Uint8Array,
  { path, integrity }: ScriptInventory['scripts'][number],
): string | null {
  return integrityOf(content) === integrity ? null : `${path} is not the script of the inventory`;
}

/** The path of an address of the page's own origin, without its query; null for any other. */
function ownPath(source: string, address: string): string | null {
  if (!URL.canParse(source, address)) return null;
  const url = new URL(source, address);
  return url.origin === new URL(address).origin && url.search === '' ? url.pathname : null;
}

function siteOf(source: string, origin: string): string {
  if (!URL.canParse(source, origin)) return 'an address that cannot be read';
  const { origin: other, pathname } = new URL(source, origin);
  return `${other === 'null' ? 'an opaque origin' : other}${other === origin ? pathname : ''}`;
}
