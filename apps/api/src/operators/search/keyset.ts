import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { AppError } from '../../app-error.ts';

/** Where a row stands in a list. `cents`: of its total, in a list that is sorted by it. */
export type Place = { readonly cents: number | null; readonly at: string; readonly id: string };

export type Order = { readonly byAmount: boolean; readonly direction: 'asc' | 'desc' };

const placeSchema = z
  .tuple([z.int().nullable(), z.iso.datetime(), z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)])
  .transform(([cents, at, id]): Place => ({ cents, at, id }));

/** Opaque. Of a session it has the reference: a cursor permits nothing. */
export function encodePlace({ cents, at, id }: Place): string {
  return Buffer.from(JSON.stringify([cents, at, id])).toString('base64url');
}

/** @throws AppError `INVALID_INPUT` for anything that `encodePlace` did not make for a list in this order. */
export function decodePlace(cursor: string | null | undefined, { byAmount }: Order): Place | null {
  if (cursor == null) return null;
  const place = placeSchema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (place.success && (place.data.cents !== null) === byAmount) return place.data;
  throw new AppError('INVALID_INPUT', { cursor: ['invalid'] });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const columnsOf = ({ byAmount }: Order) => sql.raw(byAmount ? 'cents, created_at, id' : 'created_at, id');

function valuesOf({ cents, at, id }: Place, { byAmount }: Order): SQL {
  const time = sql`${at}::timestamptz, ${id}::text`;
  return byAmount ? sql`(${cents}::int, ${time})` : sql`(${time})`;
}

/** Of rows with the columns `cents`, `created_at` and `id`. */
export function ordering(order: Order): SQL {
  const columns = order.byAmount ? ['cents', 'created_at', 'id'] : ['created_at', 'id'];
  return sql.raw(columns.map((column) => `${column} ${order.direction}`).join(', '));
}

/** Behind a place, as one row value: written with OR, PostgreSQL would walk through every row before it. */
export function behind(place: Place | null, order: Order, columns: SQL = columnsOf(order)): SQL {
  if (place === null) return sql`true`;
  return sql`(${columns}) ${sql.raw(order.direction === 'asc' ? '>' : '<')} ${valuesOf(place, order)}`;
}
