import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { errorBody, Refusal } from '../domain/refusal.ts';

export type LogOptions = { readonly level: string };

/** Enough for 1000 products; a larger body is refused unread. */
const bodyLimit = 1024 * 1024;

/**
 * Fastify speaking Inflow's error form. Nothing of a request is ever echoed or logged on the way: a body that
 * cannot be parsed may hold a card.
 */
export function createApp({ level }: LogOptions): FastifyInstance {
  const app = Fastify({
    logger: level === 'silent' ? false : { level },
    // Its own lines would hold addresses as they came; ours are masked first.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit,
    // Both would repeat or log what was sent: an address that cannot be read, and what is no HTTP at all.
    frameworkErrors(_error, _request, reply: FastifyReply) {
      void reply.status(400).send(errorBody(400, 'Address could not be read'));
    },
    clientErrorHandler(_error, socket) {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    },
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    // Confirm has no body, and clients send the JSON content type all the same.
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(new Refusal(400, 'Request body is not valid JSON'));
    }
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    // A path of hostile length or with a card number in it is not repeated.
    const shown = /^[\w/.-]{1,80}$/.test(path) && !/\d{9}/.test(path) ? path : 'this address';
    void reply.status(404).send(errorBody(404, `Cannot ${request.method} ${shown}`));
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal) return reply.status(error.body.statusCode).send(error.body);
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send(errorBody(status, 'Request could not be read'));
    request.log.error({ name: error.name, stack: error.stack }, 'a request failed');
    return reply.status(500).send(errorBody(500, 'Internal server error'));
  });
  return app;
}
