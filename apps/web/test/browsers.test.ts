import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bcd from '@mdn/browser-compat-data' with { type: 'json' };
import type { CompatStatement, Identifier } from '@mdn/browser-compat-data';
import { ESLint, type Linter } from 'eslint';
import compat from 'eslint-plugin-compat';
import esX from 'eslint-plugin-es-x';
import { expect, it } from 'vitest';
import { BROWSERS, browserQueries } from '../build/browsers.ts';
import type { PageParts } from '../src/server/page-parts.ts';

const inPackage = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Names that arrays and strings have had for long: a linter of minified code cannot tell whose method is called. */
const OF_ARRAYS_TOO =
  /^es-x\/no-iterator-prototype-(?:drop|every|filter|find|flatmap|foreach|includes|join|map|reduce|some|take|toarray)$/;

/** What the oldest browsers lack of ECMAScript up to 2022. */
const LACKING: Linter.RulesRecord = {
  'es-x/no-class-static-block': 'error',
  'es-x/no-regexp-lookbehind-assertions': 'error',
};

/** Used only where the browser has it: each use is guarded. */
const GUARDED = ['requestIdleCallback', 'navigator.connection', 'navigator.locks'];

const BCD_NAMES = {
  chrome: 'chrome',
  edge: 'edge',
  firefox: 'firefox',
  safari: 'safari',
  ios_saf: 'safari_ios',
} as const;

function isSupported(compat: CompatStatement | undefined): boolean {
  return Object.entries(BROWSERS).every(([browser, version]) => {
    const support = compat?.support[BCD_NAMES[browser as keyof typeof BCD_NAMES]];
    const { version_added: added } = (Array.isArray(support) ? support[0] : support) ?? {};
    return typeof added === 'string' && Number.parseFloat(added) <= Number(version);
  });
}

/** Static methods of web APIs (`URL.canParse`), which eslint-plugin-compat does not look at. */
const newerStatics = Object.entries(bcd.api as Identifier).flatMap(([object, members]) =>
  Object.entries(members as Record<string, Identifier>)
    .filter(([name, { __compat: compat }]) => name.endsWith('_static') && !isSupported(compat))
    .map(([name]) => ({ object, property: name.slice(0, -'_static'.length) })),
);

const newerSyntax = Object.fromEntries(
  Object.entries({
    ...esX.configs['flat/restrict-to-es2022']?.rules,
    ...esX.configs['flat/no-new-in-esnext']?.rules,
    ...esX.configs['flat/no-explicit-resource-management']?.rules,
  }).filter(([rule]) => !OF_ARRAYS_TOO.test(rule)),
);

const eslint = new ESLint({
  cwd: inPackage('dist'),
  overrideConfigFile: true,
  allowInlineConfig: false,
  overrideConfig: [
    {
      files: ['**/*.js'],
      languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
      plugins: { 'es-x': esX, compat },
      settings: { 'es-x': { aggressive: true }, browsers: browserQueries, polyfills: GUARDED },
      rules: {
        ...newerSyntax,
        ...LACKING,
        'compat/compat': 'error',
        'no-restricted-properties': ['error', ...newerStatics],
      },
    },
  ],
});

async function problemsOf(code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: inPackage('dist/assets/built.js') });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const files = readdirSync(inPackage('dist/assets')).filter((file) => file.endsWith('.js'));

it('there are built files to check', () => expect(files.length).toBeGreaterThan(10));

it.each(files)('%s has nothing that the oldest browsers lack', async (file) => {
  expect(await problemsOf(readFileSync(inPackage(`dist/assets/${file}`), 'utf8'))).toEqual([]);
});

it.each([
  'const r = /(?<=€)\\d/;',
  'const r = new RegExp("(?<!a)b");',
  'const r = /[\\p{L}--[a-z]]/v;',
  'const r = /(?i:a)/;',
  'class A { static { A.x = 1; } }',
  'const sorted = [2, 1].toSorted();',
  'const last = [1].findLast(Boolean);',
  'const later = Promise.withResolvers();',
  'const ok = URL.canParse("a:b");',
  'const either = AbortSignal.any([]);',
  'const copy = structuredClone({});',
  'const both = new Set().union(new Set());',
  'using held = open();',
])('a build with `%s` is refused', async (code) => {
  expect(await problemsOf(code)).not.toEqual([]);
});

it('the style sheet has no colours or rules that the oldest browsers cannot read', () => {
  const parts: PageParts = JSON.parse(readFileSync(inPackage('dist-server/page-parts.json'), 'utf8'));
  expect(parts.css).not.toMatch(/light-dark\(|color-mix\(|oklch\(|oklab\(|\bd[vh]h\b|@scope|@starting-style/);
});

it('docs/browsers.md names the same browsers', () => {
  const table = readFileSync(inPackage('../../docs/browsers.md'), 'utf8');
  const rows = [...table.matchAll(/^\| *`(\w+)` *\|[^|]*\| *([\d.]+) *\|/gm)];
  expect(Object.fromEntries(rows.map(([, name, version]) => [name, version]))).toEqual(BROWSERS);
});
