import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { COMPILERS, newProject, type Project, TYPES_OF_NODE } from './project.ts';

const tarball = inject('tarball');
let project: Project;
beforeAll(async () => {
  project = await newProject({ '@checkout/client': tarball });
});
afterAll(() => project[Symbol.asyncDispose]());

test('package: publint and arethetypeswrong have nothing to say of it', async () => {
  const pkgDir = join(project.folder, 'node_modules', '@checkout', 'client');
  expect((await publint({ pkgDir, pack: false, strict: true })).messages).toEqual([]);
  const attw = fileURLToPath(
    new URL('dist/index.js', import.meta.resolve('@arethetypeswrong/cli/package.json')),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [attw, tarball, '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ analysis: { types: { kind: 'included' } } });
});

test('package: it installs no other package, and is small', async () => {
  const installed = await readdir(join(project.folder, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['@checkout']);
  expect((await stat(tarball)).size).toBeLessThan(100_000);
});

test('package: it needs nothing of the workspace', async () => {
  const read = (name: string) =>
    readFile(join(project.folder, 'node_modules', '@checkout', 'client', name), 'utf8');
  for (const name of ['dist/index.d.ts', 'dist/index.d.cts'])
    expect(await read(name)).not.toMatch(/\b(import|require)\b|\.ts['"]/);
  const needed = (await read('dist/index.js')).matchAll(/^import .* from "(.*)";$/gm);
  expect([...needed].map(([, name]) => name)).toEqual(['node:crypto', 'node:timers/promises']);
  const manifest = JSON.parse(await read('package.json'));
  expect(Object.keys(manifest).filter((key) => /private|ependencies/.test(key))).toEqual([]);
  const licences = await read('dist/THIRD-PARTY-LICENSES.md');
  for (const name of ['@trpc/client', '@trpc/server', 'eventsource', 'eventsource-parser'])
    expect(licences).toContain(`\n## ${name} - `);
});

/** Compiled and run as both kinds of modules. */
const consumer = `
import { CheckoutError, type CheckoutClient, createCheckoutClient, verifyEvent, watchEvents } from '@checkout/client';

const checkout: CheckoutClient = createCheckoutClient({ url: 'http://127.0.0.1:9/trpc', token: 'none' });

export async function sell(): Promise<string> {
  const products = [{ name: 'Handbook', price: 3250, quantity: 1 }];
  const { sessionId, url } = await checkout.sessions.create.mutate({ products, currency: 'EUR' });
  // @ts-expect-error There is no pound.
  await checkout.sessions.create.mutate({ products, currency: 'GBP' });
  // @ts-expect-error A session has no total before its quote.
  (await checkout.sessions.get.query({ sessionId })).total;
  for await (const { event } of watchEvents(checkout, { types: ['session.completed'] })) {
    switch (event.type) {
      case 'session.completed':
        return event.data.session?.metadatas['orderId'] ?? url;
      // @ts-expect-error No constant but a text: an unknown type is open.
      case 1:
        return '';
      case 'one.of.the.future':
        return '';
    }
  }
  return url;
}

export function receive(body: Uint8Array, headers: Headers): string {
  return verifyEvent(body, headers, ['whsec_YWFh']).type;
}

const failed = checkout.sessions.list.query({}).catch((error: unknown) => {
  if (!(error instanceof CheckoutError)) throw error;
  const { reason, outcomeKnown, fieldErrors } = error;
  const problems: string[] = Object.values(fieldErrors).flat();
  return JSON.stringify({ reason, outcomeKnown, problems });
});
void failed.then((text) => console.log(text));
`;
const resolutions = [
  ['node16', { module: 'node16', moduleResolution: 'node16', lib: ['es2022', 'dom'], types: [] }],
  ['nodenext', { module: 'nodenext', lib: ['es2022'], types: ['node'], typeRoots: [TYPES_OF_NODE] }],
  ['bundler', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] }],
] as const;

test.each(
  COMPILERS.flatMap((compiler) => resolutions.map((resolution) => [compiler, ...resolution] as const)),
)('package: compiles with %s under moduleResolution %s', async (compiler, _, options) => {
  await project.write('consumer.mts', consumer);
  await project.write('consumer.cts', consumer);
  const both = options.module === 'esnext' ? ['consumer.mts'] : ['consumer.mts', 'consumer.cts'];
  expect(await project.compile(compiler, options, both)).toBe('');
});

test('package: runs as an ES module and as a CommonJS module', async () => {
  await project.write('run.mts', consumer);
  await project.write('run.cts', consumer);
  const [, options] = resolutions[0];
  expect(await project.compile('typescript', { ...options, noEmit: false }, ['run.mts', 'run.cts'])).toBe('');
  for (const script of ['run.mjs', 'run.cjs']) {
    const printed = JSON.parse(await project.run(process.execPath, script));
    expect(printed).toEqual({ reason: 'NO_RESPONSE', outcomeKnown: true, problems: [] });
  }
});
