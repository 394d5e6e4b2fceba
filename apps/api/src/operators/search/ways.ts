import { type SQL, sql } from 'drizzle-orm';
import { behind, type Order, ordering, type Place } from './keyset.ts';

/**
 * One way to find rows: a table that has their `created_at` and `id` in the order of an index, and the condition that leads into it.
 * `cents`: their total, where the way goes in the order of it. `covers`: the filters that it has asked already.
 */
export type Way = {
  readonly from: SQL;
  readonly where: SQL;
  readonly cents?: SQL;
  readonly covers?: readonly string[];
};

/**
 * So many rows of an index are looked at for one page, of each way: what a search costs does not grow with the table. Without further
 * conditions the rows of a page are enough.
 */
export const EXAMINED = 1_000;

type Asked = {
  readonly order: Order;
  readonly after: Place | null;
  readonly examined: number;
};

/**
 * The parts of a WITH: `found` has what the ways have found, once each; `edge`, of one row or none, is where the first of them that may go on
 * has stopped. With `isCut`, what the others have found behind it is left for the next page.
 */
export function alongWays(
  ways: readonly Way[],
  { order, after, examined }: Asked,
  { isCut }: { readonly isCut: boolean },
): SQL {
  const name = (index: number) => sql.raw(`way_${index}`);
  const opposite: Order = { ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' };
  const columns = sql.raw(order.byAmount ? 'cents, created_at, id' : 'created_at, id');
  const steps = ways.map(({ from, where, cents }, index) => {
    const row = order.byAmount ? sql`${cents ?? sql`null::int`} as cents, created_at, id` : columns;
    const place = behind(after, order, order.byAmount ? sql`${cents}, created_at, id` : undefined);
    const sorted = order.byAmount
      ? sql`${cents} ${sql.raw(order.direction)}, ${ordering({ ...order, byAmount: false })}`
      : ordering(order);
    return sql`${name(index)} as materialized (
      select ${row} from ${from} where ${where} and ${place} order by ${sorted} limit ${examined}::int)`;
  });
  // The last row of a way that has found as many as it may.
  const ends = ways.map(
    (_way, index) => sql`(
      select ${columns} from ${name(index)} where (select count(*) from ${name(index)}) >= ${examined}::int
      order by ${ordering(opposite)} limit 1)`,
  );
  const all = sql.join(
    ways.map((_way, index) => sql`select ${columns} from ${name(index)}`),
    sql` union `,
  );
  const notBehind = sql`not exists (
    select from edge where (${sql.raw(prefixed('all_found', order))})
      ${sql.raw(order.direction === 'asc' ? '>' : '<')} (${sql.raw(prefixed('edge', order))}))`;
  return sql`${sql.join(steps, sql`, `)},
    edge as (select * from (${sql.join(ends, sql` union all `)}) as ends order by ${ordering(order)} limit 1),
    found as (select ${columns} from (${all}) as all_found where ${isCut ? notBehind : sql`true`})`;
}

const prefixed = (alias: string, { byAmount }: Order) =>
  (byAmount ? ['cents', 'created_at', 'id'] : ['created_at', 'id'])
    .map((column) => `${alias}.${column}`)
    .join(', ');
