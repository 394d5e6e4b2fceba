import { pipeline, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../app-error.ts';

export type CsvFile = {
  readonly name: string;
  readonly rows: Readable;
  /** About how many rows there will be, for the progress; null where that is not known. */
  readonly estimate: number | null;
};

/** Each holds a connection to the database as long as its reader takes. */
const AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 10;

/** How many files may be sent at the same time by this node. */
export function createCsvPlaces() {
  let taken = 0;
  return {
    /** @throws AppError `SLOW_DOWN` */
    take(): () => void {
      if (taken >= AT_ONCE) throw new AppError('SLOW_DOWN', undefined, RETRY_AFTER_SECONDS);
      taken += 1;
      let given = true;
      return () => {
        if (given) taken -= 1;
        given = false;
      };
    },
  };
}

/**
 * Streams rows as CSV (RFC 4180) in UTF-8, its columns those of the first row. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front. Where the rows end early, so does the connection: a file that is cut must not look whole.
 */
export function sendCsv(reply: FastifyReply, { name, rows, estimate }: CsvFile, log: Logger): FastifyReply {
  const csv = stringify({
    header: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
  pipeline(rows, csv, (error) => {
    if (error === null || error === undefined) return;
    if (!reply.raw.destroyed) log.error({ err: error, name }, 'an export ended early');
    reply.raw.destroy();
  });
  reply.raw.once('close', () => rows.destroy());
  if (estimate !== null) reply.header('x-rows', String(estimate));
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(csv);
}
