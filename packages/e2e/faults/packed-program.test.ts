import { execFile } from 'node:child_process';
import { access, cp, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createControl } from '@checkout/sandbox/control';
import { startProgram } from '../support/child-program.ts';
import { createApiClient } from '../support/clients.ts';
import { createDatabase } from '../support/embedded-postgres.ts';
import { machineEnvironment } from '../support/env.ts';
import { REPOSITORY } from '../support/paths.ts';
import { payInput } from '../support/pay-input.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { test as base, expect } from './test.ts';

const run = promisify(execFile);
const API_KEY = 'inflow_priv_packed';
const SERVICE_TOKEN = 'a-token-for-the-packed-program';

type Variables = Readonly<Record<string, string>>;
type Packed = { readonly root: string; readonly main: string; readonly place: TemporaryFolder };

/** The package as it is made for an operator, copied to where nothing of the workspace is. */
const test = base.extend<object, { packed: Packed }>({
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using made = await makeTemporaryFolder();
      await run(process.execPath, [join(REPOSITORY, 'scripts', 'package.mjs'), '--out', made.path]);
      const [title = ''] = (await readdir(made.path)).filter((name) =>
        /^inflow-checkout-\d+\.\d+\.\d+$/.test(name),
      );
      await using place = await makeTemporaryFolder();
      const root = join(place.path, 'app');
      await cp(join(made.path, title), root, { recursive: true });
      await use({ root, main: join(root, 'main.js'), place });
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});

/** Runs a command of the packed program to its end. */
async function command({ main, place }: Packed, args: readonly string[], env: Variables = {}) {
  const options = { cwd: place.path, env: { ...machineEnvironment(), ...env } };
  const ended = run(process.execPath, [main, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
  return ended;
}

test('the packed program runs without the workspace: it migrates, takes a payment, serves its page and tells its health', async ({
  packed,
  host,
}) => {
  const DATABASE_URL = await createDatabase(host.dataDir, 'packed_program');
  expect(await command(packed, ['migrate'], { DATABASE_URL })).toEqual({
    code: 0,
    said: 'The tables are those of this version.\n',
  });
  await createControl({ apiUrl: host.apiUrl, apiKey: API_KEY }).faults.clear();
  await using collector = await startCollector();
  await using api = await startProgram({
    name: 'The packed program',
    script: packed.main,
    folder: packed.place.path,
    env: {
      DATABASE_URL,
      INFLOW_API_KEY: API_KEY,
      INFLOW_API_BASE_URL: host.apiUrl,
      INFLOW_CARD_BASE_URL: host.cardUrl,
      SERVICE_TOKENS: `packed:${SERVICE_TOKEN}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      PORT: '0',
    },
    ready: /^Checkout ready: (\S+) \(listening on (\S+)\)$/,
  });
  const [url = ''] = api.said;
  const service = createApiClient(url, SERVICE_TOKEN);
  const session = await service.sessions.create.mutate({
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
  });
  const page = await fetch(session.url);
  const html = await page.text();
  expect(page.status).toBe(200);
  // Rendered by the server.
  expect(html).toContain('Handbook');
  const [, script = ''] = /<script[^>]+src="([^"]+)"/.exec(html) ?? [];
  expect((await fetch(new URL(script, url))).status).toBe(200);

  const paying = session.url.split('/').at(-1) ?? '';
  const outcome = await createApiClient(url).checkout.pay.mutate(payInput(paying));
  expect(outcome.status).toBe('succeeded');
  const PORT = new URL(url).port;
  expect(await command(packed, ['health'], { PORT })).toEqual({ code: 0, said: 'alive\n' });
  expect((await command(packed, ['installation'], { DATABASE_URL })).said).toContain('Installation ');
  await api.stop();
  // The libraries of tracing are in the package too.
  expect(collector.received()).toContain('"name":"checkout.pay"');
  expect(await command(packed, ['health'], { PORT })).toEqual({ code: 1, said: 'does not answer\n' });
});

/** Takes spans, as JSON. */
async function startCollector() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received: () => bodies.join('\n'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('the packed program says in one sentence what is missing', async ({ packed }) => {
  const key = { INFLOW_API_KEY: API_KEY };
  const loopback = { INFLOW_API_BASE_URL: 'http://127.0.0.1:9', INFLOW_CARD_BASE_URL: 'http://127.0.0.1:9' };
  const elsewhere = {
    INFLOW_API_BASE_URL: 'https://api.invalid',
    INFLOW_CARD_BASE_URL: 'https://card.invalid',
  };
  const said = async (args: readonly string[], env: Variables = {}) =>
    (await command(packed, args, env)).said;
  expect(await said([])).toMatch(/^INFLOW_API_KEY must be set.*\n$/);
  expect(await said([], { ...key, ...loopback })).toMatch(
    /DATABASE_URL must be set: @embedded-postgres\/\S+ is not installed here\.?\n$/,
  );
  expect(await said([], { ...key, ...elsewhere, DATA_DIR: join(packed.place.path, 'data') })).toMatch(
    /DATABASE_URL is not set, and the embedded PostgreSQL would keep real payments in a folder for temporary files: /,
  );
  expect(await said(['migrate'])).toMatch(/^DATABASE_URL must be set/);
  expect(await said(['pay'])).toMatch(/^There is no command pay\. There are deliveries, /);
  await expect(access(join(packed.place.path, 'data'))).rejects.toThrow();
});

test('the package holds what runs and its bill of materials, and nothing of the workspace', async ({
  packed,
}) => {
  const files = (await readdir(packed.root, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  expect(files.filter((name) => /node_modules|\.tsx?$|\.test\./.test(name))).toEqual([]);
  const bill = JSON.parse(await readFile(join(packed.root, 'sbom.cdx.json'), 'utf8'));
  const names = bill.components.map(({ name, group }: { name: string; group?: string }) =>
    group ? `${group}/${name}` : name,
  );
  expect(names).toContain('fastify');
  expect(names.filter((name: string) => /playwright|vitest|embedded-postgres/.test(name))).toEqual([]);
  // Each licence whose text must go with the code.
  const licences = await readFile(join(packed.root, 'api', 'dist', 'THIRD-PARTY-LICENSES.md'), 'utf8');
  expect(licences).toMatch(/^## fastify - /m);
});
