import { type SQL, sql } from 'drizzle-orm';

/**
 * A part of a statement: the rows of `table` that are due, the longest due first, locked and called `due`. Rows that another node has
 * locked are left to it. Materialized, because a subquery of the update could be run more than once, and lock more rows than `limit`.
 */
export function dueRows(of: { readonly table: SQL; readonly key: SQL; readonly where: SQL }): SQL {
  return sql`
    due as materialized (
      select ${of.key} from ${of.table}
      where ${of.where} and due_at <= now()
      order by due_at
      limit ${sql.placeholder('limit')}::int
      for no key update skip locked
    )`;
}
