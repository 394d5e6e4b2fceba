import { getTableColumns, getTableName, is, Placeholder, type SQL, sql } from 'drizzle-orm';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { Execution, Statement } from './execution.ts';

/** One statement on a connection of the pool: one round trip, and where it writes one transaction and one commit. */
export type Prepared<Row, Values> = (db: Database, values: Values) => Promise<Row[]>;

const dialect = new PgDialect();

/**
 * Compiles a statement once, and has each connection of the pool parse it once, under its name. Its values are
 * `sql.placeholder`s: texts, numbers, booleans, dates, null and lists of texts; JSON comes as text. Answers the rows as pg reads them.
 */
export function prepared<Row, Values extends Record<string, unknown>>(
  name: string,
  query: SQL,
): Prepared<Row, Values> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const names = params.map((param) => {
    if (!is(param, Placeholder)) throw new TypeError(`The statement ${name} holds a value`);
    return param.name;
  });
  const statement = new Statement(name, text);
  return async (db, values) => {
    const execution = new Execution(
      statement,
      names.map((each) => values[each]),
    );
    const pool: { query(submittable: Execution): Promise<unknown> } = db.$client;
    // The statement and its row type stand side by side; checking each row would cost more than reading it.
    return (await pool.query(execution)) as Row[];
  };
}

type Names<Table extends PgTable> = readonly (keyof Table['$inferSelect'] & string)[];

/** Every column of the table. */
export function namesOf<Table extends PgTable>(table: Table): Names<Table> {
  return Object.keys(getTableColumns(table)) as Names<Table>;
}

/** The columns under their own names, for an INSERT. */
export function columnNames<Table extends PgTable>(table: Table, names: Names<Table>): SQL {
  return sql.join(
    names.map((name) => sql.identifier(columnOf(table, name))),
    sql`, `,
  );
}

/** The columns under the names of the row type, for a SELECT; `from` is the table's name in it. */
export function selected<Table extends PgTable>(table: Table, names = namesOf(table)): SQL {
  const from = sql.identifier(getTableName(table));
  return sql.join(
    names.map((name) => sql`${from}.${sql.identifier(columnOf(table, name))} as ${sql.identifier(name)}`),
    sql`, `,
  );
}

/** A row as JSON, in the names of its columns, for `jsonb_populate_record`. */
export function recordJson<Table extends PgTable>(table: Table, row: Partial<Table['$inferInsert']>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(table, name), value])),
  );
}

function columnOf(table: PgTable, name: string): string {
  const column = getTableColumns(table)[name];
  if (column === undefined) throw new TypeError(`No column ${name}`);
  return column.name;
}
