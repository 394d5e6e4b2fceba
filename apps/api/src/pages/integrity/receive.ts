import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { Agent } from 'undici';

const TIMEOUT_MS = 20_000;
/** Far above the largest page or script. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_CONNECTIONS = 8;

export type Received = {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed. */
  readonly body: Buffer;
};

export type Receiver = AsyncDisposable & {
  /** Gets an URL with these headers and no others. A redirect is not followed. @throws when no whole response arrived. */
  receive(url: string, headers: Readonly<Record<string, string>>): Promise<Received>;
};

/** Not `fetch`, which sets `Sec-Fetch-Mode` itself, to a value that no browser sends for a page. */
export function openReceiver(): Receiver {
  const agent = new Agent({
    connections: MAX_CONNECTIONS,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connect: { timeout: TIMEOUT_MS },
    maxResponseSize: MAX_BYTES,
  });
  return {
    async receive(url, headers) {
      const { origin, pathname, search } = new URL(url);
      const answer = await agent.request({ origin, path: `${pathname}${search}`, method: 'GET', headers });
      const sent = Buffer.from(await answer.body.arrayBuffer());
      const received = headersOf(answer.headers);
      return {
        status: answer.statusCode,
        headers: received,
        body: await decompress(sent, received.get('content-encoding')),
      };
    },
    [Symbol.asyncDispose]: () => agent.close(),
  };
}

function headersOf(sent: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(sent))
    for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}

const DECOMPRESS: Readonly<Record<string, (content: Buffer) => Promise<Buffer>>> = {
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  gzip: promisify(gunzip),
  zstd: promisify(zstdDecompress),
};

async function decompress(content: Buffer, encoding: string | null): Promise<Buffer> {
  if (encoding === null || encoding === 'identity' || content.length === 0) return content;
  const by = DECOMPRESS[encoding.trim().toLowerCase()];
  if (by === undefined) throw new Error(`the encoding ${encoding.slice(0, 40)} cannot be read`);
  return by(content);
}

/** Broken or overloaded, which is no proof of a change, and no proof that there is none. */
export const isTrouble = (status: number) => status >= 500 || status === 429;

/** With the reason beneath, which says more than "fetch failed" does. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = error.message === '' && 'code' in error ? String(error.code) : error.message;
  return error.cause instanceof Error ? `${reason} (${messageOf(error.cause)})` : reason;
}
