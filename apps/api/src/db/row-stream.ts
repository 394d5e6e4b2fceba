import type { Readable } from 'node:stream';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import QueryStream from 'pg-query-stream';
import type { Database } from './database.ts';

const dialect = new PgDialect();
/** Fetched together; so many are in memory. */
const ROWS_AT_ONCE = 500;
/** A reader that is slower than this is given up: its snapshot keeps dead rows from being removed. */
const LONGEST_MS = 30 * 60_000;

export type RowStream = {
  /** About, by the planner's estimate: a count would read as much as the export. */
  readonly estimate: number;
  readonly rows: Readable;
};

/**
 * Reads a statement's rows one after the other, on a connection of its own and in one snapshot: memory does not grow with their number. The
 * connection ends with the stream.
 */
export async function streamRows({ $client }: Database, query: SQL): Promise<RowStream> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const { connectionString } = $client.options;
  const client = new pg.Client({
    ...(connectionString === undefined ? {} : { connectionString }),
    application_name: 'checkout-export',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: LONGEST_MS,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `explain (format json) ${text}`,
      params,
    );
    const stream = client.query(
      new QueryStream(text, params, { batchSize: ROWS_AT_ONCE, highWaterMark: ROWS_AT_ONCE }),
    );
    const late = setTimeout(() => stream.destroy(new Error('An export took too long')), LONGEST_MS).unref();
    // Destroyed rather than ended: a reader that has gone leaves rows behind.
    client.on('error', (error) => stream.destroy(error));
    stream.once('close', () => {
      clearTimeout(late);
      void client.end().catch(() => undefined);
    });
    return { estimate: rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0, rows: stream };
  } catch (error) {
    await client.end();
    throw error;
  }
}
