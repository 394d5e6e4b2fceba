import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export type Baselines = AsyncDisposable & {
  /** React with one input. */
  readonly react: string;
  /** One input, no script. */
  readonly html: string;
  /** The same with the headers of our pages: what they forbid takes the browser time. */
  readonly guarded: string;
  /** Where a link from another site is followed: the same server by another name. */
  readonly elsewhere: string;
};

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body>${body}</body></html>`;

/** Builds and serves them, as small as they get. `headers` are those of `guarded`. */
export async function startBaselines(headers: OutgoingHttpHeaders): Promise<Baselines> {
  const files = new Map([
    ['/react', page('<div id="root"></div><script type="module" src="/react.js"></script>')],
    ['/html', page('<input name="cardNumber">')],
    ['/guarded', page('<input name="cardNumber">')],
    ['/react.js', await buildReact()],
  ]);
  const bodies = new Map([...files].map(([path, text]) => [path, brotliCompressSync(text)]));
  const server = createServer((request, response) => {
    const body = bodies.get(request.url ?? '');
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, {
      ...(request.url === '/guarded' ? headers : {}),
      'content-type': type,
      'content-encoding': 'br',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  return {
    react: at('/react'),
    html: at('/html'),
    guarded: at('/guarded'),
    elsewhere: `http://localhost:${port}/html`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function buildReact(): Promise<string> {
  const input = fileURLToPath(new URL('bare-react.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input } },
  });
  const [first] = [result].flat();
  if (first === undefined || !('output' in first)) throw new Error('Vite built nothing');
  const chunk = first.output.find((file): file is Rolldown.OutputChunk => file.type === 'chunk');
  if (chunk === undefined) throw new Error('Vite built no script');
  return chunk.code;
}
