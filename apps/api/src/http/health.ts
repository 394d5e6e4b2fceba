import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work, so that a balancer may send it some. */
export function addHealth(app: FastifyInstance, db: Database, stopping: AbortSignal): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (stopping.aborted) return reply.code(503).send({ status: 'stopping' });
    const reachable = await db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    return reachable ? { status: 'ready' } : reply.code(503).send({ status: 'database unreachable' });
  });
}
