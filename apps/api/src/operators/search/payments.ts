import type { PaymentRow, PaymentRows, SearchPayments } from '@checkout/schemas/console-search';
import { type SQL, sql } from 'drizzle-orm';
import { maskEmail } from '../../checkout/masked-email.ts';
import { referenceOf } from '../../db/session-reference.ts';
import type { Deps } from '../../deps.ts';
import { and, TOTAL } from '../../service/payment-filters.ts';
import { behind, decodePlace, encodePlace, type Order, ordering, type Place } from './keyset.ts';
import { conditionsBeside, filterWay, waysTo } from './payment-ways.ts';
import { understand } from './understand.ts';
import { alongWays, EXAMINED } from './ways.ts';

/**
 * `console.search.payments`. Each meaning of the text, or the filter that finds the fewest, is a way along an index in the order of the
 * list; the other filters are then asked of what was found there. Largest or smallest first, of a text or a rare filter, is a sorting of the newest
 * that were found.
 */
export async function searchPayments(deps: Deps, input: SearchPayments): Promise<PaymentRows> {
  const { query = '', sort, limit } = input;
  const meanings = understand(query);
  const order: Order = {
    byAmount: sort === 'largest' || sort === 'smallest',
    direction: sort === 'newest' || sort === 'largest' ? 'desc' : 'asc',
  };
  const after = decodePlace(input.cursor, order);
  const ways = query === '' ? [filterWay(input, order)] : await waysTo(deps.db, meanings);
  const conditions = conditionsBeside(ways, input);
  // Sorted afterwards: all that the ways have found belongs to one list, and each page of it finds them anew.
  const isSorted = order.byAmount && ways.some(({ cents }) => cents === undefined);
  const steps = isSorted
    ? alongWays(
        ways,
        { order: { byAmount: false, direction: 'desc' }, after: null, examined: EXAMINED },
        { isCut: false },
      )
    : alongWays(
        ways,
        { order, after, examined: conditions.length === 0 ? limit + 1 : EXAMINED },
        { isCut: true },
      );
  const { rows, edge } = await readPage(deps, {
    steps,
    conditions: isSorted ? [...conditions, behind(after, order, CENTS_OF_PAYMENT)] : conditions,
    order,
    isSorted,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last !== undefined
      ? { cents: order.byAmount ? last.cents : null, at: last.at, id: last.id }
      : isSorted
        ? null
        : edge;
  return {
    payments: page.map(viewOf),
    understood: meanings.map(({ kind }) => kind),
    nextCursor: next === null ? null : encodePlace(next),
    searchedTo: edge?.at ?? null,
  };
}

const CENTS_OF_PAYMENT = sql`${sql.raw(TOTAL)}, payments.created_at, payments.id`;

type Row = Omit<PaymentRow, 'paymentId' | 'createdAt' | 'reference'> & {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly cents: number;
  readonly sessionId: string | null;
};

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', ${ISO})`;

/** In one statement, so that a page is of one state of the tables. */
async function readPage(
  { db }: Deps,
  of: { steps: SQL; conditions: readonly SQL[]; order: Order; isSorted: boolean; limit: number },
): Promise<{ rows: Row[]; edge: Place | null }> {
  const cents = of.order.byAmount && !of.isSorted ? sql`cents` : sql`null::int as cents`;
  const { rows } = await db.execute<{ rows: Row[] | null; edge: Place | null }>(sql`
    with ${of.steps},
    page as (
      select payments.created_at, payments.id, ${sql.raw(TOTAL)} as cents, status, currency, amount, amount_taxes_included, large_amounts,
        customer_email, tax_country, card_brand, card_last4, decline_code, session_id, orphan and dismissed_at is null as stray
      from found join payments on payments.id = found.id
      where ${and(of.conditions)}
      order by ${ordering(of.order)} limit ${of.limit}::int
    )
    select
      (select row_to_json(place) from (select ${cents}, ${iso(sql`created_at`)} as at, id from edge) as place) as edge,
      (select json_agg(shown) from (
        select page.id, ${iso(sql`page.created_at`)} as at, page.cents, page.status, page.currency,
          coalesce((page.large_amounts ->> 'amount')::bigint, page.amount) as "amountInCents",
          case when page.large_amounts is null then page.amount_taxes_included
            else (page.large_amounts ->> 'amountTaxesIncluded')::bigint end as "amountTaxesIncluded",
          page.customer_email as "customerEmail", page.tax_country as country, page.card_brand as "cardBrand",
          page.card_last4 as "cardLast4", page.decline_code as "declineCode", page.session_id as "sessionId", page.stray,
          (select state from refunds where payment_id = page.id) as refund,
          exists (select from refund_requests where payment_id = page.id and state = 'waiting') as "awaitsApproval"
        from page order by ${ordering(of.order)}
      ) as shown) as rows`);
  return { rows: rows[0]?.rows ?? [], edge: rows[0]?.edge ?? null };
}

function viewOf({ id, at, cents: _cents, sessionId, ...row }: Row): PaymentRow {
  return {
    ...row,
    paymentId: id,
    createdAt: at,
    customerEmail: row.customerEmail === null ? null : maskEmail(row.customerEmail),
    reference: sessionId === null ? null : referenceOf(sessionId),
  };
}
