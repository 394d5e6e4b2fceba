import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { AppError } from '../app-error.ts';
import { type Asset, findAssets } from '../db/assets.ts';
import type { Database } from '../db/database.ts';

/** As builds name what they keep (`keepAssets`), and as the merchant's pictures and fonts are named. */
const NAME = /^[\w.-]{1,80}-[\w-]{8}\.(?:js|css|png|jpg|webp|svg|woff2)$/;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Of all builds that pages are open of; an entry is at most some hundred kilobytes. */
const CACHED = 200;

/**
 * Serves the files of other builds, and the merchant's; those of its own build have routes of their own. What is served need not be trusted: each page states the
 * integrity of every script that it runs.
 */
export function addAssetsOfBuilds(app: FastifyInstance, db: Database): void {
  const cache = new LRUCache<string, readonly Asset[]>({ max: CACHED });
  app.get<{ Params: { name: string } }>('/assets/:name', async ({ params: { name }, headers }, reply) => {
    if (!NAME.test(name)) throw new AppError('NOT_FOUND');
    const found = cache.get(name) ?? (await findAssets(db, [name, `${name}.br`]));
    const [plain, compressed] = [name, `${name}.br`].map((each) =>
      found.find((asset) => asset.name === each),
    );
    if (plain === undefined) throw new AppError('NOT_FOUND');
    cache.set(name, found);
    const accepted = new Negotiator({ headers }).encoding(['br', 'identity']);
    const sent = accepted === 'br' && compressed !== undefined ? compressed : plain;
    if (sent === compressed) reply.header('content-encoding', 'br');
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(TYPES[extname(name)] ?? 'application/octet-stream')
      .send(sent.body);
  });
}
