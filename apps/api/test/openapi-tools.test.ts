import { spawn } from 'node:child_process';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTs, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { createOpenApi } from '../src/http/openapi/document.ts';
import { SERVICE_TOKEN, startWorld } from './support/world.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Runs a program of Node's to its end. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  return { code: await promise, output };
}

/** Ends a program that opens a connection, to any host. */
const WITHOUT_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import { Socket } from 'node:net';
  Socket.prototype.connect = () => { process.stderr.write('a connection was opened'); process.exit(97); };
`)}`;

const lint = (env: Record<string, string>) =>
  run(
    [
      '--import',
      WITHOUT_NETWORK,
      fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js')),
      'lint',
      path('../../../docs/openapi.json'),
      '--config',
      path('../../../docs/redocly.yaml'),
      '--format=json',
    ],
    env,
  );

test('redocly finds no error and nothing to warn of in docs/openapi.json, and sends nothing', async () => {
  const { code, output } = await lint({ REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' });
  expect([code, output]).toEqual([0, expect.stringContaining('"problems": []')]);
  expect(output).toContain('"totals": {\n    "errors": 0,\n    "warnings": 0,\n    "ignored": 0\n  }');
});

/** A service in TypeScript that has the generated types and nothing else of this repository. */
const TYPED_CALL = `
import type { components, paths } from './openapi.d.ts';

type Create = paths['/trpc/sessions.create']['post'];
type Input = Create['requestBody']['content']['application/json'];
type Created = Create['responses'][200]['content']['application/json'];
type Session = paths['/trpc/sessions.get']['get']['responses'][200]['content']['application/json'];

const [url, token] = process.argv.slice(2);
const headers = { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' };

const input: Input = {
  products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
  currency: 'EUR',
  allowSavedCard: false,
  metadatas: {},
  expiresInMinutes: 30,
};
// @ts-expect-error pounds are not accepted
const pounds: Input['currency'] = 'GBP';
void pounds;
// @ts-expect-error a price is a number of cents
const line: components['schemas']['ProductLine'] = { name: 'x', price: '1.00', quantity: 1 };
void line;

const created = await fetch(\`\${url}/trpc/sessions.create\`, { method: 'POST', headers, body: JSON.stringify(input) });
const { sessionId } = ((await created.json()) as Created).result.data;
const read = await fetch(\`\${url}/trpc/sessions.get?input=\${encodeURIComponent(JSON.stringify({ sessionId }))}\`, { headers });
const { status, paymentId } = ((await read.json()) as Session).result.data;
const known: 'open' | 'processing' | 'complete' | 'reversed' | 'expired' = status;
const id: string | null = paymentId;
process.stdout.write(\`\${known} \${id}\\n\`);
`;

test('a program in TypeScript compiles with the types of openapi-typescript, and its calls work', async () => {
  await using world = await startWorld();
  const document = createOpenApi({ server: world.api.url, version: '0.0.0' });
  const types = astToString(await openapiTs(JSON.stringify(document)));
  // Within the package, so that the types of Node.js are found.
  await mkdir(path('../reports'), { recursive: true });
  await using made = await mkdtempDisposable(path('../reports/typed-call-'));
  const folder = made.path;
  await writeFile(`${folder}/openapi.d.ts`, types);
  await writeFile(`${folder}/call.ts`, TYPED_CALL);
  const compilerOptions = { noEmit: true, skipLibCheck: false, types: ['node'] };
  await writeFile(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: path('../../../tsconfig.base.json'), compilerOptions, include: ['.'] }),
  );
  const compiler = fileURLToPath(new URL('./bin/tsc', import.meta.resolve('typescript/package.json')));
  expect(await run([compiler, '-p', folder])).toEqual({ code: 0, output: '' });
  expect(await run([`${folder}/call.ts`, world.api.url, SERVICE_TOKEN])).toEqual({
    code: 0,
    output: 'open null\n',
  });
});
