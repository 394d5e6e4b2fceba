import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { programEnvironment } from '../../../scripts/npm-package.ts';
import manifest from '../package.json' with { type: 'json' };
import { createControl } from '../src/control/client.ts';
import { probeHelp, sandboxHelp } from '../src/help.ts';
import { watch, whenReady } from './child.ts';
import { documentedCreate, inflowAt } from './inflow.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const compiler = path('../../../node_modules/typescript/bin/tsc');

/** npm and the installed commands run on the Node.js of this test. */
const environment = {
  ...programEnvironment,
  PATH: `${dirname(process.execPath)}${delimiter}${programEnvironment.PATH}`,
  // Nothing listens there: an installation that wanted the network would fail.
  npm_config_registry: 'http://127.0.0.1:9/',
};

let folder: string;
let project: string;
let tarball: string;

const execute = (command: string, args: readonly string[]) =>
  promisify(execFile)(command, args, { cwd: project, env: environment });
const npx = async (...args: string[]) => (await execute('npx', ['--offline', ...args])).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inflow-sandbox-'));
  project = join(folder, 'project');
  await mkdir(project);
  await execute(process.execPath, [path('../packaging/main.ts'), '--out', folder]);
  tarball = join(folder, `inflow-sandbox-${manifest.version}.tgz`);
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await execute('npm', ['install', '--offline', '--no-audit', '--cache', join(folder, 'cache'), tarball]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('package: publint has nothing to say of it, and it installs no other package', async () => {
  const pkgDir = join(project, 'node_modules', 'inflow-sandbox');
  expect((await publint({ pkgDir, pack: false, strict: true })).messages).toEqual([]);
  const installed = await readdir(join(project, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['inflow-sandbox']);
});

test('package: it has the README, its licence and those of what is bundled', async () => {
  const read = (name: string) => readFile(join(project, 'node_modules', 'inflow-sandbox', name), 'utf8');
  expect(await read('README.md')).toBe(await readFile(path('../README.md'), 'utf8'));
  expect(await read('LICENSE')).toBe(await readFile(path('../../../LICENSE'), 'utf8'));
  const licences = await read('dist/THIRD-PARTY-LICENSES.md');
  for (const name of Object.keys(manifest.dependencies)) expect(licences).toContain(`\n## ${name} - `);
});

test('package: both commands print their help and the version', async () => {
  const commands = ['inflow-sandbox', 'inflow-probe'];
  const printed = commands.flatMap((command) => [npx(command, '--help'), npx(command, '--version')]);
  const version = `${manifest.version}\n`;
  expect(await Promise.all(printed)).toEqual([sandboxHelp, version, probeHelp, version]);
});

test('package: started by npx it takes a payment, shows its pages, stores its state, and ends on Ctrl-C', async () => {
  await writeFile(join(project, 'seed.json'), JSON.stringify({ payments: [{ status: 'PAYMENT_SUCCESS' }] }));
  const flags = ['--dialect', 'confirmStatus=200', '--seed-file', 'seed.json', '--data', 'state'];
  const child = spawn('npx', ['--offline', 'inflow-sandbox', ...flags], {
    cwd: project,
    env: { ...environment, SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, which gets the signal as it does from a terminal.
    detached: true,
  });
  const signal = (name: NodeJS.Signals) => process.kill(-(child.pid ?? Number.NaN), name);
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) signal('SIGKILL');
  });
  const { apiUrl, cardUrl, output, ended } = await whenReady(watch(child));

  const inflow = inflowAt({ apiUrl, cardUrl, apiKey: 'inflow_priv_sandbox' });
  const { body: created } = await inflow.create({ ...documentedCreate(), autoConfirm: false });
  expect(await inflow.read(created.id)).toMatchObject({ depositStatus: 'requires_confirmation' });
  expect(await inflow.confirm(created.id)).toMatchObject({ status: 200 });
  expect(await inflow.read(created.id)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
  expect(await createControl({ apiUrl }).ledger()).toHaveLength(2);

  const { body: waiting } = await inflow.create({ ...documentedCreate(), card: undefined });
  const pages = ['/', '/_sandbox/assets/control-page.css', `/card-form/${waiting.id}`];
  for (const page of pages) expect((await fetch(`${apiUrl}${page}`)).status, page).toBe(200);

  signal('SIGINT');
  await ended;
  expect(output.err).toBe('');
  await expect(fetch(apiUrl)).rejects.toThrow();
  expect(await readdir(project)).toContain('state');
  expect(await readdir(project)).not.toContain('state.lock');
});

const consumer = `
import { type Charge, createControl } from 'inflow-sandbox/control';
import { type Dialect, defaultDialect } from 'inflow-sandbox/dialect';
import { startSandbox } from 'inflow-sandbox/start';

// @ts-expect-error The declarations know the answers of a switch.
export const wrong: Partial<Dialect> = { confirmStatus: '202' };

const apiKey = 'inflow_priv_consumer';
const sandbox = await startSandbox({ apiKey, dialect: { confirmStatus: '200' } });
try {
  await sandbox.control.payments.seed({ status: 'PAYMENT_SUCCESS', amountInCents: 1000 });
  const control = createControl({ apiUrl: sandbox.apiUrl, apiKey });
  const charges: Charge[] = await control.ledger();
  const dialect: Dialect = await control.dialect.get();
  const answers: string[] = [defaultDialect.confirmStatus, dialect.confirmStatus];
  console.log(JSON.stringify({ amounts: charges.map(({ amount }) => amount), answers }));
} finally {
  await sandbox.close();
}
`;

test.each([
  ['node16, with the libraries of a browser', { module: 'node16', moduleResolution: 'node16', types: [] }],
  [
    'bundler, with the types of Node.js alone',
    {
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2022'],
      types: ['node'],
      typeRoots: [path('../../../node_modules/@types')],
    },
  ],
])('package: a TypeScript program compiles and runs under moduleResolution %s', async (_, options) => {
  await writeFile(join(project, 'consumer.ts'), consumer);
  const compilerOptions = { target: 'es2022', strict: true, skipLibCheck: false, ...options };
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
  );
  const compiled = await execute(process.execPath, [compiler]).catch((error: { stdout: string }) => error);
  expect(compiled.stdout).toBe('');
  const { stdout } = await execute(process.execPath, ['consumer.js']);
  expect(JSON.parse(stdout)).toEqual({ amounts: [1200], answers: ['201', '200'] });
});
