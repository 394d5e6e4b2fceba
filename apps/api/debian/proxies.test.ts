import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { freePort } from '../src/db/embedded-postgres.ts';
import { chargesOf, newSession, press, startWorld, unknownCard } from '../test/support/world.ts';

const DEPLOY = fileURLToPath(new URL('../../../deploy/', import.meta.url));
const CARDS = 60;
/** Of an unknown network too: `docs/security/proxies.md`. */
const MOST = 40;

type Place = { readonly folder: string; readonly api: string; readonly port: number };
type Proxy = { readonly name: string; start(place: Place): Promise<ChildProcess> };

/** The files of `deploy/`, with this test's addresses in place of the ones that an operator replaces. */
const PROXIES: readonly Proxy[] = [
  {
    name: 'nginx',
    async start({ folder, api, port }) {
      const file = await readFile(join(DEPLOY, 'nginx', 'checkout.conf'), 'utf8');
      const plain = await freePort();
      const site = file
        .replaceAll('127.0.0.1:3000', api)
        .replaceAll('listen 80;', `listen 127.0.0.1:${plain};`)
        .replaceAll('listen 443 ', `listen 127.0.0.1:${port} `)
        .replaceAll(/ {2}listen \[::\]:.*\n/g, '')
        .replaceAll('pay.shop.example', 'localhost')
        .replaceAll(/\/etc\/letsencrypt\/live\/localhost\/fullchain\.pem/g, join(folder, 'certificate.pem'))
        .replaceAll(/\/etc\/letsencrypt\/live\/localhost\/privkey\.pem/g, join(folder, 'key.pem'))
        .replaceAll('/var/log/nginx/', `${folder}/`);
      const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${join(folder, 'temporary', name)};`,
      );
      await mkdir(join(folder, 'temporary'));
      await writeFile(join(folder, 'site.conf'), site);
      await writeFile(
        join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;\nevents {}\nhttp { ${kept.join(' ')} include ${folder}/site.conf; }\n`,
      );
      return spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    },
  },
  {
    name: 'Caddy',
    async start({ folder, api, port }) {
      const file = await readFile(join(DEPLOY, 'caddy', 'Caddyfile'), 'utf8');
      // What Caddy would have from an authority on the internet.
      const certificate = `tls ${join(folder, 'certificate.pem')} ${join(folder, 'key.pem')}`;
      const own = file
        .replace(
          '{$CHECKOUT_HOST:pay.shop.example} {',
          `{$CHECKOUT_HOST:pay.shop.example} {\n\t${certificate}`,
        )
        .replace('\tservers {', '\tadmin off\n\tauto_https disable_redirects\n\tservers {');
      await writeFile(join(folder, 'Caddyfile'), own);
      const settings = ['CHECKOUT_HOST', `localhost:${port}`, 'CHECKOUT_NODES', api];
      return spawn(
        'env',
        [
          `${settings[0]}=${settings[1]}`,
          `${settings[2]}=${settings[3]}`,
          `XDG_DATA_HOME=${folder}`,
          `XDG_CONFIG_HOME=${folder}`,
        ].concat(['caddy', 'run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']),
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
    },
  },
];

type Answer = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };

/** One request over HTTP/2. `onText` is told of the body as it comes. */
async function ask(
  client: ClientHttp2Session,
  path: string,
  { method = 'GET', headers = {}, body = '', onText = (_all: string) => {} } = {},
): Promise<Answer> {
  const request = client.request(
    { ':path': path, ':method': method, ...headers },
    { endStream: body === '' },
  );
  const responding = once(request, 'response');
  request.setEncoding('utf8');
  let text = '';
  request.on('data', (chunk) => {
    text += chunk;
    onText(text);
  });
  if (body !== '') request.end(body);
  const [answered] = await responding;
  if (!request.readableEnded) await once(request, 'end').catch(() => undefined);
  return { status: Number(answered[':status']), headers: answered, body: text };
}

const marks = (sessionId: string) => new RegExp(`${sessionId}|4242424242424242|secret=1`);
const json = { 'content-type': 'application/json' };

async function startProxy(proxy: Proxy, api: string) {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-proxy-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o777);
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
  ]);
  const port = await freePort();
  const child = await proxy.start({ folder, api, port });
  const ended = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  starting.defer(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const certificate = await readFile(join(folder, 'certificate.pem'));
  const open = async (): Promise<ClientHttp2Session> => {
    // From another address than the proxy's own, which the api trusts.
    const socket = connectTcp({ host: '127.0.0.1', port, localAddress: '127.0.0.2' });
    const createConnection = () =>
      connectTls({ socket, servername: 'localhost', ca: certificate, ALPNProtocols: ['h2'] });
    const client = connect(`https://localhost:${port}`, { createConnection });
    await once(client, 'connect');
    return client;
  };
  let client: ClientHttp2Session | null = null;
  await expect
    .poll(async () => {
      client = await open().catch(() => null);
      return client !== null;
    })
    .toBe(true);
  const running = starting.move();
  return {
    folder,
    said: () => said,
    client: client as unknown as ClientHttp2Session,
    async [Symbol.asyncDispose]() {
      client?.destroy();
      await running.disposeAsync();
    },
  };
}

describe.each(PROXIES)('$name, with the file of deploy/', (each) => {
  test('pages, a payment and events pass over HTTP/2, and what is not for outside does not', async () => {
    await using world = await startWorld({ TRUSTED_PROXIES: '127.0.0.1', STORE: 'on' });
    await using proxy = await startProxy(each, new URL(world.api.url).host);
    const { client } = proxy;
    const sessionId = await newSession(world.shopper);
    const page = await ask(client, `/checkout/${sessionId}?secret=1`);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");

    const seen: string[] = [];
    const input = encodeURIComponent(JSON.stringify({ sessionId }));
    const watching = ask(client, `/trpc/checkout.watch?input=${input}`, {
      headers: { accept: 'text/event-stream' },
      onText: (all) => seen.push(all),
    });
    // The first word arrives while the stream is open: it is not held back.
    await expect.poll(() => seen.at(-1) ?? '').toContain('"open"');
    const paid = await ask(client, '/trpc/checkout.pay', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(press(sessionId)),
    });
    expect(JSON.parse(paid.body)).toMatchObject({ result: { data: { status: 'succeeded' } } });
    expect((await watching).body).toContain('"complete"');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);

    for (const path of ['/metrics', '/healthz', '/readyz'])
      expect((await ask(client, path)).status, path).toBe(404);
    const large = { method: 'POST', headers: json, body: 'x'.repeat(300_000) };
    expect((await ask(client, '/trpc/checkout.pay', large)).status).toBe(413);
    await world.api.close();
    expect((await ask(client, `/checkout/${sessionId}?secret=1`)).status).toBe(502);
    const entries = await readdir(proxy.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((file) => join(file.parentPath, file.name));
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    // Neither the permission to pay nor the card is in a log or a temporary file.
    for (const text of [proxy.said(), ...texts]) expect(text).not.toMatch(marks(sessionId));
  });

  test('the api counts by the address that the proxy saw, not by one that the client made up', async () => {
    await using world = await startWorld({ TRUSTED_PROXIES: '127.0.0.1', STORE: 'on', ATTEMPT_LIMITS: 'on' });
    await using proxy = await startProxy(each, new URL(world.api.url).host);
    let judged = 0;
    for (let number = 0; number < CARDS; number += 1) {
      const sessionId = await newSession(world.shopper);
      const forged = `198.51.100.${number}`;
      const answer = await ask(proxy.client, '/trpc/checkout.pay', {
        method: 'POST',
        headers: { ...json, 'x-forwarded-for': forged, forwarded: `for=${forged}` },
        body: JSON.stringify(press(sessionId, { number: unknownCard(), email: `ada${number}@example.com` })),
      });
      if (answer.status === 200) judged += 1;
    }
    expect(judged).toBeLessThanOrEqual(MOST);
    expect(judged).toBeGreaterThan(0);
  });
});
