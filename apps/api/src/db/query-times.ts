import type pg from 'pg';

export type OnQuery = (query: { readonly ms: number; readonly failed: boolean }) => void;

/** Reports how long each statement of a pool's connections takes, without the wait for a connection. Call it before the pool is used. */
export function timeQueries(pool: pg.Pool, onQuery: OnQuery): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    const timed = (...given: unknown[]): unknown => {
      const begun = performance.now();
      const end = (failed: boolean) => onQuery({ ms: performance.now() - begun, failed });
      const callback = given.at(-1);
      if (typeof callback === 'function') {
        return query(...given.slice(0, -1), (error: unknown, result: unknown) => {
          end(Boolean(error));
          callback(error, result);
        });
      }
      const running = query(...given);
      if (running instanceof Promise)
        running.then(
          () => end(false),
          () => end(true),
        );
      return running;
    };
    Object.assign(client, { query: timed });
  });
}
