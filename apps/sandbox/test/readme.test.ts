import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dialectMarkdown } from '../src/domain/dialect.ts';
import { testCardMarkdown } from '../src/test-cards.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
/** Tables as a formatter may pad them, without the padding. */
const unpadded = (text: string) => text.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');
const readme = unpadded(readFileSync(`${folder}README.md`, 'utf8'));
const read = (path: string) => readFileSync(`${folder}${path}`, 'utf8');

test('the README has the current table of test cards', () => {
  expect(readme).toContain(`${unpadded(testCardMarkdown())}\n\n`);
});

test('the README has the current table of dialect switches', () => {
  expect(readme).toContain(`${unpadded(dialectMarkdown())}\n\n`);
});

test('every test that the fidelity table names exists', () => {
  const sources = new Map<string, string>(
    ['src', 'test'].flatMap((top) =>
      readdirSync(`${folder}${top}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(test|suite)\.ts$/.test(name))
        .map((name) => [`${top}/${name}`, read(`${top}/${name}`)] as const),
    ),
  );
  const rows = [...readme.matchAll(/\|`([^`]+\.(?:test|suite)\.ts)`: ([^|]+)\|/g)];
  expect(rows.length).toBeGreaterThan(30);
  for (const [, file = '', name = ''] of rows) {
    expect(sources.get(file)?.includes(name), `${file}: ${name}`).toBe(true);
  }
});

test('the README lists exactly the environment variables', () => {
  const used = new Set(read('src/env.ts').match(/\b(SANDBOX_[A-Z0-9_]+|HOST|LOG_LEVEL)\b/g));
  const documented = new Set([...readme.matchAll(/^\|`([A-Z0-9_]+)`\|/gm)].map(([, name]) => name));
  expect(documented).toEqual(used);
});
