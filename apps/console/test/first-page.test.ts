import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** 150 kB by the network's count. */
const MOST_BYTES = 150_000;

type Manifest = Record<string, { file: string; imports?: string[] }>;

/** The built files that a page cannot begin without: page, scripts and style sheet, gzipped. */
async function bytesOf(page: string): Promise<number> {
  const manifest: Manifest = JSON.parse(await readFile(join(DIST, '.vite', 'manifest.json'), 'utf8'));
  const styles = Object.values(manifest).filter(({ file }) => file.endsWith('.css'));
  const files = new Set(['index.html', ...styles.map(({ file }) => file)]);
  const add = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} was not built`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const name of ['index.html', 'src/messages/en.ts', page]) add(name);
  // As the server sends them: the page itself has no gzipped file beside it.
  const read = async (file: string) =>
    file === 'index.html'
      ? gzipSync(await readFile(join(DIST, file))).length
      : (await stat(join(DIST, `${file}.gz`))).size;
  const sizes = await Promise.all([...files].map(read));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('the first page is at most 150 kB', () => {
  it.each([
    ['overview', 'src/overview/overview-page.tsx'],
    ['payments', 'src/payments/payments-page.tsx'],
    ['payment', 'src/payment-detail/payment-page.tsx'],
    ['sign-in', 'src/sign-in/sign-in-page.tsx'],
  ])('%s', async (_, page) => {
    const bytes = await bytesOf(page);
    // Less would mean that files were not counted.
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});

it('the page has no inline script or style, which its policy would refuse', async () => {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|style="|\son\w+=/);
  const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
  expect(scripts).not.toEqual([]);
  for (const [, attributes = '', content] of scripts)
    expect([attributes.includes('src='), content]).toEqual([true, '']);
});
