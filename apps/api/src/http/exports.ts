import { exportEventsSchema, exportPaymentsSchema } from '@checkout/schemas/export';
import { fieldErrorsOf } from '@checkout/schemas/field-problem';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { AppError } from '../app-error.ts';
import { streamRows } from '../db/row-stream.ts';
import type { Deps } from '../deps.ts';
import { type Export, eventsExport, paymentsExport } from '../service/exports.ts';
import type { Caller } from '../trpc/context.ts';
import { serviceWith } from '../trpc/procedures.ts';
import { createCsvPlaces, sendCsv } from './csv.ts';

type Options = { readonly deps: Deps; readonly callerOf: (request: FastifyRequest) => Caller };

/** Reads the query of a URL by a schema. @throws AppError `INVALID_INPUT` */
export function queryOf<Schema extends z.ZodMiniType>(schema: Schema, query: unknown): z.output<Schema> {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw new AppError('INVALID_INPUT', fieldErrorsOf(read.error.issues));
}

/** `GET /exports/payments.csv` and `/exports/events.csv`, for service tokens with the scope `read`; with `own`, of its own alone. */
export function addExports(app: FastifyInstance, { deps, callerOf }: Options): void {
  const places = createCsvPlaces();
  const route = (path: string, exportFor: (query: unknown, owner: `service:${string}` | null) => Export) =>
    app.get(path, async (request, reply) => {
      const { name, own } = serviceWith('read', callerOf(request));
      const { name: file, query } = exportFor(request.query, own ? `service:${name}` : null);
      const leave = places.take();
      try {
        const { rows, estimate } = await streamRows(deps.db, query);
        rows.once('close', leave);
        return sendCsv(reply, { name: file, rows, estimate }, deps.log);
      } catch (error) {
        leave();
        throw error;
      }
    });
  route('/exports/payments.csv', (query, owner) =>
    paymentsExport(queryOf(exportPaymentsSchema, query), owner),
  );
  route('/exports/events.csv', (query, owner) => eventsExport(queryOf(exportEventsSchema, query), owner));
}
