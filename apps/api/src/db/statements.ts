import { getTableColumns, getTableName, is, Placeholder, type SQL, sql } from 'drizzle-orm';
import { type PgColumn, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from './database.ts';

/** One statement: one round trip and, outside of a transaction, one commit. */
export type Prepared<Row, Values> = (db: Queryable, values: Values) => Promise<Row[]>;

const dialect = new PgDialect();

/**
 * Compiles a statement when the program starts, and has each connection parse it once, under its name. Its values are
 * `sql.placeholder`s: texts, numbers, booleans, dates, null and lists of texts; JSON comes as text. Returns the rows as pg reads them.
 */
export function prepared<Row extends object, Values extends Record<string, unknown>>(
  name: string,
  query: SQL,
): Prepared<Row, Values> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const names = params.map((param) => {
    if (!is(param, Placeholder)) throw new TypeError(`The statement ${name} holds a value`);
    return param.name;
  });
  return async (db, values) => {
    const { rows } = await db.$client.query<Row>({ name, text, values: names.map((each) => values[each]) });
    return rows;
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
    names.map((name) => sql.identifier(columnOf(table, name).name)),
    sql`, `,
  );
}

/** The columns under the names of the row type, for a SELECT; `from` is the table's alias. */
export function selected<Table extends PgTable>(
  table: Table,
  { names = namesOf(table), from = getTableName(table) }: { names?: Names<Table>; from?: string } = {},
): SQL {
  return sql.join(
    names.map(
      (name) =>
        sql`${sql.identifier(from)}.${sql.identifier(columnOf(table, name).name)} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );
}

/** A row given as JSON, to select from: its columns have the names of the row type. `as` is its alias. */
export function recordOf<Table extends PgTable>(
  table: Table,
  names: Names<Table>,
  { json, as }: { json: SQL; as: string },
): SQL {
  const columns = names.map(
    (name) => sql`${sql.identifier(name)} ${sql.raw(columnOf(table, name).getSQLType())}`,
  );
  return sql`json_to_record(${json}::json) as ${sql.identifier(as)} (${sql.join(columns, sql`, `)})`;
}

/** The columns of such a row, for an INSERT. */
export function fieldsOf(as: string, names: readonly string[]): SQL {
  return sql.join(
    names.map((name) => sql`${sql.identifier(as)}.${sql.identifier(name)}`),
    sql`, `,
  );
}

function columnOf(table: PgTable, name: string): PgColumn {
  const column = getTableColumns(table)[name];
  if (column === undefined) throw new TypeError(`No column ${name}`);
  return column;
}
