import { createHash } from 'node:crypto';
import type { PageParts } from '../src/server/page-parts.ts';
import { purposeOf } from './script-purposes.ts';

/** What may run in the page, for whoever watches over it: apps/api checks it at run time, and puts the hashes into the policy. */
export type ScriptInventory = {
  readonly generatedFrom: string;
  readonly scripts: readonly { path: string; integrity: string; bytes: number; purpose: string }[];
  /** Parts of the page itself, as in the Content-Security-Policy: `sha256-…`. */
  readonly inline: readonly { hash: string; kind: 'script' | 'style' }[];
};

type Inline = { readonly importMap: string; readonly css: string };

/** The same for the same sources: nothing of the time or the machine is in it. */
export function scriptInventory({ scripts }: PageParts, { importMap, css }: Inline): ScriptInventory {
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
      { hash: sha256(css), kind: 'style' },
    ],
  };
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
