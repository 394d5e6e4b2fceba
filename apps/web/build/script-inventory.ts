import { createHash } from 'node:crypto';
import { isLanguage, LANGUAGE_NAMES } from '../src/messages/language.ts';
import type { PageParts } from '../src/server/page-parts.ts';

/** What may run in the page, for the page integrity check: apps/api compares it at run time, and puts the hashes into the policy. */
export type ScriptInventory = {
  readonly generatedFrom: string;
  readonly scripts: readonly { path: string; integrity: string; bytes: number; purpose: string }[];
  /** Parts of the page itself, as in the Content-Security-Policy: `sha256-…`. */
  readonly inline: readonly { hash: string; kind: 'script' | 'style' }[];
};

type Inline = { readonly importMap: string; readonly css: string; readonly inline: string };

/** The same for the same sources: nothing of the time or the machine is in it. */
export function scriptInventory({ scripts }: PageParts, { importMap, css, inline }: Inline): ScriptInventory {
  return {
    generatedFrom: 'apps/web',
    scripts: scripts.map(({ name, path, integrity, bytes }) => ({
      path,
      integrity,
      bytes,
      purpose: purposeOf(name),
    })),
    inline: [
      { hash: sha256(importMap), kind: 'script' },
      { hash: sha256(inline), kind: 'script' },
      { hash: sha256(css), kind: 'style' },
    ],
  };
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Why each script is on the page (PCI DSS 6.4.3 asks for a justification of each), by the name of its chunk. */
const PURPOSES: Readonly<Record<string, string>> = {
  pages:
    'Starts the page; the checkout, the return from the bank and the receipt: takes what is typed and sends the payment',
  libraries:
    'The libraries that the pages are built on: views, addresses, queries to our own server, card brands',
  'check-form': "The form's rules: says what is missing or wrong before anything is sent",
  contracts: 'The schemas that page and server share, and the library that checks them',
  'rolldown-runtime': 'Lets the other scripts name what they give each other',
  'store-page': 'The demo store',
};

/** @throws for a script without a justification: then the build fails. */
export function purposeOf(name: string): string {
  if (isLanguage(name)) return `The sentences of the pages in ${LANGUAGE_NAMES[name]}`;
  const purpose = PURPOSES[name];
  if (purpose === undefined) throw new Error(`build/script-inventory.ts does not say what "${name}" is for`);
  return purpose;
}
