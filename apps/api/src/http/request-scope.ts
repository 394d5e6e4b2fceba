import type { FastifyInstance } from 'fastify';
import { inScope } from '../call-scope.ts';

/**
 * Has each line that is logged for a request name it. Once the body has been read, because its reading leaves the scope: what is answered
 * before is logged under the request's id by `ReportError`.
 */
export function addRequestScope(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => inScope({ requestId: request.id }, done));
}
