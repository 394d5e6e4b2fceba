import type pg from 'pg';

/** `alone`: outside of a transaction, where a statement hardly waits for what others have locked. */
export type OnQuery = (query: {
  readonly ms: number;
  readonly failed: boolean;
  readonly alone: boolean;
}) => void;

/** Reports how long each statement of a pool's connections takes, without the wait for a connection. Call it before the pool is used. */
export function timeQueries(pool: pg.Pool, onQuery: OnQuery): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    const timed = (...given: unknown[]): unknown => {
      const begun = performance.now();
      const callback = given.at(-1);
      // The pool's own `query` passes one; a transaction has taken the connection, and waits for promises.
      const alone = typeof callback === 'function';
      const end = (failed: boolean) => onQuery({ ms: performance.now() - begun, failed, alone });
      if (alone) {
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
