import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { deleteOldAssets } from '../src/jobs/retention.ts';
import { keepAssets } from '../src/pages/keep-assets.ts';
import { WEB_FOLDER } from '../src/paths.ts';
import { query } from './support/query.ts';
import { startWorld, type World } from './support/world.ts';

const SCRIPT = "export const build = 'another';";

const namesIn = async (world: World) =>
  (await query<{ name: string }>(world, 'select name from assets order by name')).map(({ name }) => name);

async function addAnotherBuild(world: World): Promise<void> {
  const rows: [string, Buffer][] = [
    ['pages-AnothER1.js', Buffer.from(SCRIPT)],
    ['pages-AnothER1.js.br', brotliCompressSync(SCRIPT)],
  ];
  for (const [name, body] of rows)
    await query(world, 'insert into assets (name, body) values ($1, $2)', [name, body]);
}

test('a node puts the files of its pages where nodes of other builds find them', async () => {
  await using world = await startWorld();
  const names = await readdir(join(WEB_FOLDER, 'assets'));
  const kept = names.filter((name) => !name.endsWith('.gz'));
  expect(await namesIn(world)).toEqual(kept.sort());
  for (const { name, body } of await query<{ name: string; body: Buffer }>(
    world,
    'select name, body from assets',
  ))
    expect(body.equals(await readFile(join(WEB_FOLDER, 'assets', name))), name).toBe(true);
});

test('a script of another build is served, as it was built, and one of no build is not', async () => {
  await using world = await startWorld();
  await addAnotherBuild(world);
  const ask = (path: string, encoding = 'gzip, br') =>
    fetch(`${world.api.url}${path}`, { headers: { 'accept-encoding': encoding } });
  for (const [encoding, sent] of [
    ['gzip, br', 'br'],
    ['identity', null],
  ] as const) {
    const answer = await ask('/assets/pages-AnothER1.js', encoding);
    expect(await answer.text()).toBe(SCRIPT);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    expect(answer.headers.get('content-encoding')).toBe(sent);
  }
  for (const path of [
    '/assets/pages-AnothER2.js',
    '/assets/pages-AnothER1.js.br',
    '/assets/%2e%2e%2fpages-AnothER1.js',
    `/assets/${'a'.repeat(2_000)}-AnothER1.js`,
    "/assets/'-AnothER1.js",
  ])
    expect((await ask(path)).status, path).toBe(404);
});

test('a script that is not in the inventory of its build is not kept', async () => {
  await using world = await startWorld();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-build-'));
  try {
    await cp(WEB_FOLDER, folder, { recursive: true });
    await writeFile(join(folder, 'assets', 'injected-AnothER1.js'), 'alert(1)');
    await writeFile(join(folder, 'assets', 'style-AnothER1.css'), 'p { color: red }');
    const pool = openPool(world.databaseUrl, () => undefined, 1);
    await keepAssets(openDatabase(pool), folder).finally(() => pool.end());
    const names = await namesIn(world);
    expect(names).toContain('style-AnothER1.css');
    expect(names).not.toContain('injected-AnothER1.js');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files that no node has had for a month go, and those of a running node stay', async () => {
  await using world = await startWorld();
  await addAnotherBuild(world);
  const own = (await namesIn(world)).filter((name) => !name.startsWith('pages-AnothER1'));
  const pool = openPool(world.databaseUrl, () => undefined, 1);
  try {
    const deps = { ...world.api.deps, db: openDatabase(pool) };
    await query(world, "update assets set seen_at = now() - interval '29 days'");
    await deleteOldAssets(deps);
    expect(await namesIn(world)).toContain('pages-AnothER1.js');
    await query(world, "update assets set seen_at = now() - interval '31 days'");
    await deleteOldAssets(deps);
    expect(await namesIn(world)).toEqual(own);
    await keepAssets(deps.db, '/no/such/folder');
  } finally {
    await pool.end();
  }
});
