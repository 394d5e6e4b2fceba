import type { FastifyInstance } from 'fastify';
import type { Settings } from '../deps.ts';
import { VERSION } from '../version.ts';
import { createOpenApi } from './openapi/document.ts';

/** `GET /openapi.json`: what the service procedures take and return, for anyone. Made when it is first asked for. */
export function addOpenApi(app: FastifyInstance, settings: Pick<Settings, 'publicUrl'>): void {
  let document: string | null = null;
  app.get('/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(createOpenApi({ server: settings.publicUrl, version: VERSION }));
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(document);
  });
}
