import { sessionReferenceSchema } from '@checkout/schemas/session';
import { LRUCache } from 'lru-cache';
import { sessionIdOf } from '../db/session-reference.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import type { Image, ImageFetcher } from './fetch-image.ts';

const KEPT_MS = 10 * 60_000;
/** What cannot be had now can mostly not be had a second later. */
const FAILURE_KEPT_MS = 30_000;
/** Of this process. */
const LARGEST_CACHE_BYTES = 32_000_000;
/** Of a failure: the promise, and its URL. */
const FAILURE_BYTES = 4_000;
/** Fetched at the same time; beyond that a page is without its pictures, rather than this process without memory. */
const MOST_FETCHING = 64;

export type LineImages = {
  /** The picture of a line, by the session's reference. Null where there is none, or it cannot be had. */
  find(reference: string, line: number): Promise<Image | null>;
};

/** Each picture is fetched once in ten minutes, however many pages show it. */
export function createLineImages(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  fetcher: ImageFetcher,
): LineImages {
  const kept = new LRUCache<string, { readonly image: Image | null }>({
    maxSize: LARGEST_CACHE_BYTES,
    sizeCalculation: ({ image }) => image?.body.length ?? FAILURE_BYTES,
    ttl: KEPT_MS,
  });
  const fetching = new Map<string, Promise<Image | null>>();

  function fetchOnce(url: string): Promise<Image | null> {
    const running = fetching.get(url);
    if (running !== undefined) return running;
    if (fetching.size >= MOST_FETCHING) return Promise.resolve(null);
    const begun = fetcher.fetch(url).then((image) => {
      kept.set(url, { image }, { ttl: image === null ? FAILURE_KEPT_MS : KEPT_MS });
      fetching.delete(url);
      return image;
    });
    fetching.set(url, begun);
    return begun;
  }

  return {
    async find(reference, line) {
      if (!sessionReferenceSchema.safeParse(reference).success) return null;
      const sessionId = await sessionIdOf(db, reference);
      const session = sessionId === null ? null : await findSession(db, sessionId);
      const url = session?.items[line]?.imageUrl;
      // Also of a session from before its origin was taken off the list.
      if (url === undefined || !settings.imageOrigins.includes(new URL(url).origin)) return null;
      return kept.get(url)?.image ?? (kept.has(url) ? null : fetchOnce(url));
    },
  };
}
