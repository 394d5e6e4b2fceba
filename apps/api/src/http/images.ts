import type { FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';
import type { LineImages } from '../pages/line-images.ts';

/**
 * The pictures of a session's lines, so that the page's policy names no host but this one. By the session's reference, which permits nothing: the
 * address of a picture may stand in the log of a proxy.
 */
export function addImages(app: FastifyInstance, images: LineImages): void {
  app.get<{ Params: { reference: string; line: string } }>(
    '/images/:reference/:line',
    async ({ params: { reference, line } }, reply) => {
      const image = /^\d{1,2}$/.test(line) ? await images.find(reference, Number(line)) : null;
      if (image === null) throw new AppError('NOT_FOUND');
      return reply.header('cache-control', 'private, max-age=3600').type(image.type).send(image.body);
    },
  );
}
