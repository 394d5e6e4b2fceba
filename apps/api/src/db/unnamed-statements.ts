import pg from 'pg';

/**
 * For a pooler that hands each transaction to any connection of the server: a statement that was prepared under a name on one of them is not known
 * on the next. PgBouncer knows names from 1.21 on, and only where `max_prepared_statements` is not 0.
 */
export class UnnamedStatementsClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads of `query`.
  override query(...[first, ...rest]: any[]): any {
    return Reflect.apply(super.query, this, [withoutName(first), ...rest]);
  }
}

function withoutName(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('name' in query) || 'submit' in query) return query;
  const { name: _, ...rest } = query;
  return rest;
}
