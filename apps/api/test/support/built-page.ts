import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const digest = (algorithm: 'sha256' | 'sha384', text: string) =>
  `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`;

const MAIN = "import('./late.js');\n";
const LATE = 'export const late = true;\n';
const CRITICAL = 'body{margin:0}';
const MAP = JSON.stringify({ integrity: { '/assets/late.js': digest('sha384', LATE) } });

export const BUILT_HTML = `<!doctype html>
<html lang="en"><head><title>Built</title>
<style>${CRITICAL}</style>
<script type="importmap">${MAP}</script>
<script type="module" crossorigin src="/assets/main.js" integrity="${digest('sha384', MAIN)}"></script>
<link rel="modulepreload" crossorigin href="/assets/late.js">
<link rel="stylesheet" crossorigin href="/assets/main.css">
</head><body><div id="root"></div>
<script type="application/json" id="data">{"session":null}</script></body></html>
`;

export type BuiltPage = AsyncDisposable & {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
};

/** A web app in the form in which `apps/web` builds it: two scripts, a page that states their integrity, the inventory. */
export async function buildPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-page-'));
  await mkdir(join(folder, 'assets'));
  const write = (path: string, content: string | Uint8Array) => writeFile(join(folder, path), content);
  const remove = (path: string) => rm(join(folder, path), { recursive: true });
  await write('assets/main.js', MAIN);
  await write('assets/late.js', LATE);
  await write('assets/main.js.br', brotliCompressSync(MAIN));
  await write('assets/main.css', 'p{margin:0}');
  await write('index.html', BUILT_HTML);
  const script = (path: string, content: string, purpose: string) => ({
    path,
    integrity: digest('sha384', content),
    bytes: content.length,
    purpose,
  });
  await write(
    'script-inventory.json',
    JSON.stringify({
      scripts: [
        script('/assets/main.js', MAIN, 'starts the page'),
        script('/assets/late.js', LATE, 'comes later'),
      ],
      inline: [
        { kind: 'style', hash: digest('sha256', CRITICAL) },
        { kind: 'script', hash: digest('sha256', MAP) },
      ],
    }),
  );
  return {
    folder,
    write,
    remove,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
