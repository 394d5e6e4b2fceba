import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * The console's page may load what this origin serves and nothing else, and none of it can make markup out of text
 * (Trusted Types without a policy).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'cache-control': 'no-store',
};

/** The built console: its files, which never change, and one page at every other path, which the browser tells apart. */
export async function consolePages(app: FastifyInstance, { root }: { root: string }): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['**/*.{br,gz,html,json}'],
    setHeaders(reply, path) {
      const hashed = /[/\\]assets[/\\]/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('vary', 'accept-encoding');
    },
  });
  const page = await readFile(join(root, 'index.html'), 'utf8');
  app.get('/*', async (request, reply) => {
    // A file that is not there is no page, and a program that has the wrong address reads none.
    const isPage = !/^\/(assets|trpc|exports|auth)\//.test(request.url);
    if (!isPage || request.headers.accept?.includes('text/html') !== true) return reply.callNotFound();
    return reply.headers(PAGE_HEADERS).type('text/html; charset=utf-8').send(page);
  });
}
