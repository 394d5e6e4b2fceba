import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const DEPLOY = fileURLToPath(new URL('../../../deploy/', import.meta.url));
const TSC = join(PACKAGE, '..', '..', 'node_modules', '.bin', 'tsc');

test('compose.yaml is one that docker-compose takes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-compose-'));
  try {
    await cp(DEPLOY, join(folder, 'deploy'), { recursive: true });
    // What `npm run package` makes.
    await mkdir(join(folder, 'dist-package'));
    const variables = ['PUBLIC_URL=https://pay.shop.example', 'PUBLIC_HOST=pay.shop.example'];
    const file = join(folder, 'deploy', 'compose.yaml');
    const { stdout } = await run('env', [...variables, 'docker-compose', '-f', file, 'config']);
    expect(stdout).toContain('checkout-2:');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the unit is one that systemd takes, and leaves the program few rights', async () => {
  const unit = join(DEPLOY, 'systemd', 'inflow-checkout.service');
  const { stdout } = await run('systemd-analyze', ['security', '--offline=true', unit]);
  const [, exposure = ''] = /exposure level for \S+: (\d+\.\d)/.exec(stdout) ?? [];
  expect(Number(exposure)).toBeLessThan(2);
});

/** Types of Kubernetes' own schemas know each field; a compiler refuses the others in a literal. */
async function checkManifests(documents: readonly { apiVersion: string; kind: string }[]): Promise<string> {
  // Beside the dependencies that it imports.
  const folder = await mkdtemp(join(PACKAGE, '.manifests-'));
  try {
    const lines = documents.map(({ apiVersion, kind }, at) => {
      const name = JSON.stringify(`kubernetes-models/${apiVersion}/${kind}`);
      return `import type { I${kind} as T${at} } from ${name};\nexport const m${at}: T${at} = ${JSON.stringify(documents[at])};`;
    });
    await writeFile(join(folder, 'manifests.ts'), lines.join('\n'));
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--moduleResolution',
      'nodenext',
      '--target',
      'es2024',
      '--ignoreConfig',
    ];
    await run(TSC, [...options, join(folder, 'manifests.ts')]);
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the manifests have the fields that Kubernetes knows, and no others', async () => {
  const text = await readFile(join(DEPLOY, 'kubernetes', 'checkout.yaml'), 'utf8');
  const documents = parseAllDocuments(text).map((document) => document.toJS());
  expect(documents.map(({ kind }) => kind)).toEqual([
    'Deployment',
    'Service',
    'PodDisruptionBudget',
    'NetworkPolicy',
  ]);
  expect(await checkManifests(documents)).toBe('');
  const misspelt = structuredClone(documents);
  misspelt[0].spec.template.spec.containers[0].readynessProbe = {};
  expect(await checkManifests(misspelt)).toContain('readynessProbe');
});
