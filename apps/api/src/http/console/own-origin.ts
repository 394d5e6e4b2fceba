import type { FastifyInstance } from 'fastify';
import { AppError } from '../../app-error.ts';
import { ConsoleError } from '../../operators/console-error.ts';
import type { ConsoleSettings } from '../../operators/signed-in.ts';

/**
 * Refuses what another site makes a browser send (CSRF), beside SameSite=Strict. A POST has to name the console's origin and to be JSON,
 * which a form cannot send. What is fetched by GET (event streams, exports, pages) has to come from the console or from the address bar, as far
 * as the browser says: those change nothing, and other origins cannot read them.
 */
export function requireOwnOrigin(app: FastifyInstance, settings: Pick<ConsoleSettings, 'consoleUrl'>): void {
  app.addHook('onRequest', async ({ method, headers, url }) => {
    const own = new URL(settings.consoleUrl).origin;
    if (method === 'POST') {
      if (headers.origin !== own) throw new ConsoleError('FOREIGN_ORIGIN');
      if (!/^application\/json(\s*;|$)/i.test(headers['content-type'] ?? ''))
        throw new AppError('UNSUPPORTED_MEDIA_TYPE');
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') throw new AppError('METHOD_NOT_ALLOWED');
    if (headers.origin !== undefined && headers.origin !== own) throw new ConsoleError('FOREIGN_ORIGIN');
    const site = headers['sec-fetch-site'];
    const isData = /^\/(trpc|exports)\//.test(url);
    if (isData && site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new ConsoleError('FOREIGN_ORIGIN');
  });
}
