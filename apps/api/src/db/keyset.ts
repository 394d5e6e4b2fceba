import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../app-error.ts';

/** A position in a list that is read by keyset pagination; `encodeCursor` makes an opaque text of it. */
export type Position = { readonly createdAt: Date; readonly id: string };

export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

/** @throws AppError `INVALID_INPUT` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string | null | undefined): Position | null {
  if (cursor === null || cursor === undefined) return null;
  const [, time, id] =
    /^(\d{1,15})\.([A-Za-z0-9_-]{1,128})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined) throw new AppError('INVALID_INPUT', { cursor: ['invalid'] });
  return { createdAt: new Date(Number(time)), id };
}

/**
 * What comes after a position in a list that runs from the newest to the oldest; no condition without one. Compared as one
 * row value: written with OR, PostgreSQL would walk through every newer row of the index to find the place.
 */
export function isAfter(
  columns: { createdAt: AnyColumn; id: AnyColumn },
  position: Position | null,
): SQL | undefined {
  if (position === null) return undefined;
  const { createdAt, id } = columns;
  return sql`(${createdAt}, ${id}) < (${sql.param(position.createdAt, createdAt)}, ${position.id})`;
}

/** Takes off the one row that was read beyond the page, and returns the cursor of the next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, positionOf: (row: Row) => Position) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last === undefined ? null : encodeCursor(positionOf(last)) };
}
