import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '@checkout/schemas/language';
import { describe, expect, it } from 'vitest';
import type { PageParts } from '../src/server/page-parts.ts';

/** Bytes over the wire, as gzip: every browser has it. Raise one only with a word about what the shopper gets for it. */
const BUDGET = {
  beforeInteractive: 115_000,
  wholeCheckout: 125_000,
  oneLanguage: 5_000,
  styles: 6_000,
  page: 14_000,
};

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)));
const parts: PageParts = JSON.parse(read('dist-server/page-parts.json').toString());
const bytesOf = (names: readonly string[]) =>
  parts.scripts
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { path }) => sum + read(`dist${path}.gz`).length, 0);

const first = ['rolldown-runtime', 'libraries', 'pages'];
const later = ['check-form', 'contracts'];

describe('the built page stays small', () => {
  it.each(LANGUAGES)('before it is interactive, in %s', (language) => {
    const bytes = bytesOf([...first, language]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(BUDGET.beforeInteractive);
  });

  it('as a whole checkout, in the language that says most', () => {
    const language = Math.max(...LANGUAGES.map((one) => bytesOf([one])));
    expect(bytesOf([...first, ...later]) + language).toBeLessThanOrEqual(BUDGET.wholeCheckout);
  });

  it.each(LANGUAGES)('in what it says in %s', (language) => {
    expect(bytesOf([language])).toBeLessThanOrEqual(BUDGET.oneLanguage);
  });

  it('in its styles, and in the page that brings them', async () => {
    const { gzipSync } = await import('node:zlib');
    expect(gzipSync(parts.css).length).toBeLessThanOrEqual(BUDGET.styles);
    expect(gzipSync(read('dist/index.html')).length).toBeLessThanOrEqual(BUDGET.page);
  });

  it('and every script is counted: the store is the only one that a checkout does not load', () => {
    const names = parts.scripts.map(({ name }) => name);
    expect(names.toSorted()).toEqual([...first, ...later, ...LANGUAGES, 'store-page'].toSorted());
  });

  it('and needs at the start only what its page names at the start', () => {
    const entry = parts.scripts.find(({ path }) => path === parts.entry);
    const reached = new Set([entry]);
    for (const script of reached)
      for (const path of script?.imports ?? []) reached.add(parts.scripts.find((one) => one.path === path));
    expect(Array.from(reached, (script) => script?.name).toSorted()).toEqual(first.toSorted());
  });
});
