import { AppError } from './app-error.ts';

/** A keyset position, as an opaque text for clients. */
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

/** Cuts the one row that was asked for beyond the page, and says where the next page begins. */
export function pageOf<Row extends Position>(rows: readonly Row[], limit: number) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last === undefined ? null : encodeCursor(last) };
}
