import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ScriptInventory } from '../build/script-inventory.ts';
import { purposeOf } from '../build/script-inventory.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const read = (path: string) => readFileSync(`${dist}${path}`);
const digest = (name: 'sha256' | 'sha384', content: string | Buffer) =>
  `${name}-${createHash(name).update(content).digest('base64')}`;

const inventory: ScriptInventory = JSON.parse(read('/script-inventory.json').toString());
const page = read('/index.html').toString();

it('lists every script that the build left, with its integrity, its size and why it is there', () => {
  const files = readdirSync(`${dist}/assets`).filter((file) => file.endsWith('.js'));
  expect(files.length).toBeGreaterThan(10);
  expect(inventory.scripts.map(({ path }) => path)).toEqual(
    files.map((file) => `/assets/${file}`).toSorted(),
  );
  for (const { path, integrity, bytes, purpose } of inventory.scripts) {
    expect([integrity, bytes]).toEqual([digest('sha384', read(path)), read(path).length]);
    expect(purpose).not.toBe('');
  }
});

it('lists what stands in the page itself, and there is nothing else', () => {
  const inline = [
    ...page.matchAll(/<(script|style)(?![^>]*(?:src=|application\/json))[^>]*>([\s\S]*?)<\/\1>/g),
  ];
  expect(
    inline.map(([, kind, text = '']) => ({ kind, hash: digest('sha256', text) })).toSorted(byKind),
  ).toEqual(inventory.inline.toSorted(byKind));
});

it('the page states an integrity for everything that it starts or loads ahead, and the map for the rest', () => {
  const stated = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)" integrity="([^"]+)"/g)];
  expect(stated.length).toBe([...page.matchAll(/(?:src|href)="\/assets\//g)].length);
  const [, map = ''] = /<script type="importmap">(.*?)<\/script>/.exec(page) ?? [];
  const all = Object.fromEntries(inventory.scripts.map(({ path, integrity }) => [path, integrity]));
  expect(JSON.parse(map)).toEqual({ integrity: all });
  for (const [, path = '', integrity] of stated) expect(integrity).toBe(all[path]);
});

it('a script without a justification is refused', () => {
  expect(() => purposeOf('tracker')).toThrow('tracker');
});

it('each file is there compressed, and says the same', () => {
  for (const { path } of inventory.scripts) {
    expect(brotliDecompressSync(read(`${path}.br`)).equals(read(path))).toBe(true);
    expect(gunzipSync(read(`${path}.gz`)).equals(read(path))).toBe(true);
  }
});

function byKind(one: { kind?: string | undefined }, other: { kind?: string | undefined }) {
  return String(one.kind).localeCompare(String(other.kind));
}
