import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Headers } from './security-headers.ts';

/** Addresses of the single-page app; any other page that is asked for exists just as little there, and gets a 404 with it. */
const PAGES = /^\/(checkout\/[^/]+(\/return)?)?\/?$/;

/** The built web app. Hashed assets never change; the page itself is asked for anew each time. */
export async function webApp(
  app: FastifyInstance,
  { root, headers }: { root: string; headers: Headers },
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    setHeaders(reply, path) {
      const hashed = /[/\\]assets[/\\]/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    return reply
      .code(PAGES.test(path) ? 200 : 404)
      .headers(headers)
      .header('cache-control', 'no-store')
      .sendFile('index.html');
  });
}
