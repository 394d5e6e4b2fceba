import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { errorBody, Refusal } from '../domain/refusal.ts';
import { noSuchRoute } from './no-such-route.ts';

export type LogOptions = { readonly level: string };

/** Enough for 1000 products; a larger body is refused without reading it. */
const bodyLimit = 1024 * 1024;

/**
 * Fastify with Inflow's form of errors. Nothing of a request is echoed or logged: a body that cannot be parsed may
 * contain a card.
 */
export function createApp({ level }: LogOptions): FastifyInstance {
  const app = Fastify({
    logger: level === 'silent' ? false : { level },
    // Fastify's own lines would contain unmasked URLs; ours are masked.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit,
    // The defaults would repeat or log the request: a URL that cannot be parsed, and bytes that are not HTTP.
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
    void reply.status(404).send(noSuchRoute(request.method, request.url).body);
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
