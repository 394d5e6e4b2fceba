import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work, so that a load balancer may send requests to it. */
export function addHealth(app: FastifyInstance, db: Database, stopping: AbortSignal): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (stopping.aborted) return reply.code(503).send({ status: 'stopping' });
    const status = await databaseStatus(db);
    return reply.code(status === 'ready' ? 200 : 503).send({ status });
  });
}

/** After a failover the URL may lead to a standby, which answers but accepts no writes. */
async function databaseStatus({ $client }: Database) {
  try {
    const client = await $client.connect();
    let isReadOnly = true;
    try {
      const { rows } = await client.query("select current_setting('transaction_read_only') as read_only");
      isReadOnly = rows[0]?.read_only !== 'off';
    } finally {
      // The next probe asks over a new connection, which may lead to the new primary.
      client.release(isReadOnly);
    }
    return isReadOnly ? 'database read-only' : 'ready';
  } catch {
    return 'database unreachable';
  }
}
