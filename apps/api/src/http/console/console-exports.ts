import { Readable } from 'node:stream';
import { mayDo } from '@checkout/schemas/console-operator';
import { EXPORT_KINDS, type ExportKind } from '@checkout/schemas/console-overview';
import { exportEventsSchema, exportPaymentsSchema, exportSpanSchema } from '@checkout/schemas/export';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../app-error.ts';
import { streamRows } from '../../db/row-stream.ts';
import { ConsoleError } from '../../operators/console-error.ts';
import { auditExport, refundsExport, taxExport } from '../../operators/exports.ts';
import { reconcileSpan } from '../../operators/reconciliation.ts';
import { type ConsoleDeps, note, type SignedIn } from '../../operators/signed-in.ts';
import { eventsExport, paymentsExport } from '../../service/exports.ts';
import { type CsvFile, createCsvPlaces, sendCsv } from '../csv.ts';
import { queryOf } from '../exports.ts';

type Options = {
  readonly deps: ConsoleDeps;
  readonly signedIn: (request: FastifyRequest) => Promise<SignedIn | null>;
  readonly addressOf: (request: FastifyRequest) => string | null;
};

/** `GET /exports/<kind>.csv`, for those who may export. Each is in the audit trail before its first row is sent. */
export function addConsoleExports(app: FastifyInstance, { deps, signedIn, addressOf }: Options): void {
  const places = createCsvPlaces();
  app.get<{ Params: { file: string } }>('/exports/:file', async (request, reply) => {
    const session = await signedIn(request);
    if (session === null) throw new ConsoleError('NOT_SIGNED_IN');
    const { operator } = session;
    if (!mayDo(operator.role, 'export')) throw new ConsoleError('NOT_ALLOWED');
    const kind = EXPORT_KINDS.find((each) => request.params.file === `${each}.csv`);
    if (kind === undefined) throw new AppError('NOT_FOUND');
    const leave = places.take();
    try {
      const file = await openExport(deps, kind, request.query);
      file.rows.once('close', leave);
      await note(deps.db, { operator, address: addressOf(request) }, { action: 'export.taken', to: kind });
      return sendCsv(reply, file, deps.log);
    } catch (error) {
      leave();
      throw error;
    }
  });
}

async function openExport(deps: ConsoleDeps, kind: ExportKind, query: unknown): Promise<CsvFile> {
  if (kind === 'reconciliation') {
    const lines = reconcileSpan(deps, queryOf(exportSpanSchema, query));
    // Its input is checked with the first line, before anything is sent.
    const first = await lines.next();
    return { name: kind, rows: Readable.from(beginningWith(first, lines)), estimate: null };
  }
  const { name, query: statement } = exportOf(kind, query);
  return { name, ...(await streamRows(deps.db, statement)) };
}

function exportOf(kind: Exclude<ExportKind, 'reconciliation'>, query: unknown) {
  switch (kind) {
    case 'payments':
      return paymentsExport(queryOf(exportPaymentsSchema, query), null);
    case 'events':
      return eventsExport(queryOf(exportEventsSchema, query), null);
    case 'refunds':
      return refundsExport(queryOf(exportSpanSchema, query));
    case 'tax':
      return taxExport(queryOf(exportSpanSchema, query));
    case 'audit':
      return auditExport(queryOf(exportSpanSchema, query));
  }
}

async function* beginningWith<Line>(
  first: IteratorResult<Line, void>,
  rest: AsyncIterable<Line>,
): AsyncGenerator<Line, void, void> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
