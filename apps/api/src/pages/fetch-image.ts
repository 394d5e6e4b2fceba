import { Agent } from 'undici';
import { createLookup, problemOf } from '../events/addresses.ts';

/** For everything: connecting, and the whole picture. */
const TIME_LIMIT_MS = 5_000;
const LARGEST_BYTES = 1_000_000;
/** At the same time; the others wait. */
const CONNECTIONS = 8;

export type Image = { readonly type: string; readonly body: Buffer };

export type ImageFetcher = {
  /** Null for what is no picture, is too large, or cannot be had. */
  fetch(url: string): Promise<Image | null>;
  close(): Promise<void>;
};

/**
 * Fetches pictures of session lines: no redirect is followed, no private address is called unless that is allowed, and nothing of the request
 * for which it happens is sent on.
 */
export function createImageFetcher({ allowPrivate }: { allowPrivate: boolean }): ImageFetcher {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: TIME_LIMIT_MS, lookup: createLookup(allowPrivate) },
    headersTimeout: TIME_LIMIT_MS,
    bodyTimeout: TIME_LIMIT_MS,
    maxHeaderSize: 16 * 1024,
    maxResponseSize: LARGEST_BYTES,
  });
  return {
    async fetch(url) {
      if (problemOf(url, allowPrivate) !== null) return null;
      const { origin, pathname, search } = new URL(url);
      try {
        const { statusCode, body } = await agent.request({
          origin,
          path: pathname + search,
          method: 'GET',
          headers: { accept: Object.keys(BEGINNINGS).join(', '), 'user-agent': 'checkout-images' },
          signal: AbortSignal.timeout(TIME_LIMIT_MS),
        });
        if (statusCode !== 200) {
          // Otherwise what it is aborted with would end the process.
          body.on('error', () => undefined);
          body.destroy();
          return null;
        }
        const bytes = Buffer.from(await body.arrayBuffer());
        const type = typeOf(bytes);
        return type === null ? null : { type, body: bytes };
      } catch {
        return null;
      }
    },
    close: () => agent.destroy(),
  };
}

/** How each begins, in Latin-1: what its server calls it does not count. No SVG: opened by itself, it is a document of this origin. */
const BEGINNINGS: Readonly<Record<string, (beginning: string) => boolean>> = {
  'image/avif': (beginning) => ['ftypavif', 'ftypavis'].includes(beginning.slice(4, 12)),
  'image/webp': (beginning) => beginning.startsWith('RIFF') && beginning.slice(8, 12) === 'WEBP',
  'image/png': (beginning) => beginning.startsWith('\x89PNG\r\n\x1a\n'),
  'image/jpeg': (beginning) => beginning.startsWith('\xff\xd8\xff'),
};

function typeOf(bytes: Buffer): string | null {
  const beginning = bytes.subarray(0, 12).toString('latin1');
  return Object.entries(BEGINNINGS).find(([, begins]) => begins(beginning))?.[0] ?? null;
}
