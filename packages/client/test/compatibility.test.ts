import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { newProject, TYPES_OF_NODE } from './project.ts';
import { TOKENS } from './setup.ts';

const FOLDER = join(import.meta.dirname, '..', 'compatibility');
const kept = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.tgz'))
  .map((name) => name.replace(/\.tgz$/, ''));
const options = { module: 'nodenext', lib: ['es2022'], types: ['node'], typeRoots: [TYPES_OF_NODE] };

test('compatibility: the released version is kept', () =>
  expect(kept).toContain(`checkout-client-${manifest.version}`));

test.each(kept)('compatibility: a program of %s compiles and runs against this checkout', async (name) => {
  const tarball = join(FOLDER, `${name}.tgz`);
  expect((await stat(tarball)).size).toBeLessThan(100_000);
  await using project = await newProject({ '@checkout/client': tarball });
  await project.write('program.ts', await readFile(join(FOLDER, `${name}.ts`), 'utf8'));
  expect(await project.compile('typescript', options, ['program.ts'])).toBe('');
  const url = `${inject('checkoutUrl')}/trpc`;
  expect(await project.run(process.execPath, 'program.ts', url, TOKENS.shop)).toBe('compatible\n');
});

/** What was taken is taken, and what was answered is answered: under strictFunctionTypes this is what assigning a client means. */
const assignments = `
import * as kept from 'kept';
import * as today from '@checkout/client';
declare const client: today.CheckoutClient;
declare const error: today.CheckoutError;
declare const refusal: today.EventVerificationError;
export const clientOfKept: kept.CheckoutClient = client;
export const errorOfKept: kept.CheckoutError = error;
export const refusalOfKept: kept.EventVerificationError = refusal;
export const functions: Pick<typeof kept, 'createCheckoutClient' | 'verifyEvent' | 'watchEvents'> = today;
export type Event = kept.CheckoutEvent & today.CheckoutEvent;
`;

test.each(kept)('compatibility: what compiles with %s compiles with the types of today', async (name) => {
  await using project = await newProject({
    kept: join(FOLDER, `${name}.tgz`),
    '@checkout/client': inject('tarball'),
  });
  // TypeScript takes two packages with one name and version for the same one.
  await project.write(
    'node_modules/kept/package.json',
    JSON.stringify({ name: 'kept', version: '0.0.0', types: 'dist/index.d.ts', type: 'module' }),
  );
  await project.write('assignments.ts', assignments);
  expect(await project.compile('typescript', options, ['assignments.ts'])).toBe('');
  // So does the program itself.
  await project.write('program.ts', await readFile(join(FOLDER, `${name}.ts`), 'utf8'));
  expect(await project.compile('typescript', options, ['program.ts'])).toBe('');
});
