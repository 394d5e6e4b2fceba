import { randomBytes } from 'node:crypto';
import { pageHeaders } from '../security-headers.ts';
import { compareHeaders } from './compare-headers.ts';
import { comparePage, compareScript } from './compare-page.ts';
import type { ScriptInventory } from './script-inventory.ts';

/** Headers of a browser: a change that is served to browsers alone must be found too. */
const AS_A_BROWSER = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  'accept-language': 'en-GB,en;q=0.9',
};
const FOR_A_PAGE = {
  ...AS_A_BROWSER,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
};
const FOR_A_SCRIPT = {
  ...AS_A_BROWSER,
  accept: '*/*',
  'sec-fetch-dest': 'script',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
};
/** Each encoding is a file of its own, so each is compared. */
const ENCODINGS = ['gzip, deflate, br, zstd', 'gzip', 'identity'];

const TIMEOUT_MS = 20_000;

export type Inspection = {
  /** What the shopper's browser sees, as in PUBLIC_URL. */
  readonly publicUrl: string;
  /** Of the build that is meant to be there, from a copy that an intruder on the server could not change. */
  readonly inventory: ScriptInventory;
  readonly fetch: typeof globalThis.fetch;
};

/**
 * Compares the pages and scripts that arrive with those that were built, from outside (PCI DSS 11.6.1). Returns the
 * differences, a sentence each. @throws when nothing could be fetched, which is not the same as no difference.
 */
export async function inspectPublicPage(inspection: Inspection): Promise<string[]> {
  const { publicUrl, inventory } = inspection;
  const session = `cs_${randomBytes(16).toString('base64url')}`;
  const headers = pageHeaders(inspection);
  const differences: string[] = [];

  // An unknown session is answered with the same scripts and headers as a real one.
  for (const path of ['/', `/checkout/${session}`, `/checkout/${session}/return`]) {
    const answer = await get(inspection, path, FOR_A_PAGE);
    const name = path.replace(session, '…');
    if (answer.status !== 200 && answer.status !== 404) {
      differences.push(`${name} answers ${answer.status}`);
      continue;
    }
    const html = await answer.text();
    const address = `${publicUrl}${path}`;
    for (const difference of [
      ...compareHeaders(answer.headers, headers),
      ...comparePage({ html, address }, inventory),
    ])
      differences.push(`${name} ${difference}`);
  }
  for (const script of inventory.scripts) {
    for (const encoding of ENCODINGS) {
      const answer = await get(inspection, script.path, { ...FOR_A_SCRIPT, 'accept-encoding': encoding });
      const content = new Uint8Array(await answer.arrayBuffer());
      if (answer.status !== 200) differences.push(`${script.path} answers ${answer.status}`);
      const difference = compareScript(content, script);
      if (answer.status === 200 && difference !== null)
        differences.push(`${difference} (asked for as ${encoding})`);
    }
  }
  return [...new Set(differences)];
}

function get({ fetch, publicUrl }: Inspection, path: string, headers: Record<string, string>) {
  // A redirect is a difference like any other.
  return fetch(`${publicUrl}${path}`, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
