import type { DeclinesReport, Funnel, ReportSpan, Summary } from '@checkout/schemas/report';
import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../db/audit.ts';
import type { Deps } from '../deps.ts';

/** Of whose sessions and payments; null: of all. */
type Of = ReportSpan & { readonly owner: Actor | null };

/** Both days included, in UTC. */
const within = (column: SQL, { from, to }: ReportSpan) => sql`
  ${column} >= ${`${from}T00:00:00Z`}::timestamptz and ${column} < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`;

const ofCurrency = (column: SQL, { currency }: ReportSpan) =>
  currency === undefined ? sql`true` : sql`${column} = ${currency}`;

const ofOwner = (owner: Actor | null) =>
  owner === null
    ? sql`true`
    : sql`exists (
        select from attempts left join sessions on sessions.id = attempts.session_id
        where attempts.payment_id = payments.id and (attempts.owner = ${owner} or sessions.created_by = ${owner}))`;

const TOTAL = sql.raw('coalesce(amount_taxes_included, amount)::bigint');
const REVERSED = sql.raw(`status = 'PAYMENT_FAILED' and timeline @> '[{"status": "CHECKOUT_SUCCESS"}]'`);
/** Authorised at some time, as far as Inflow's status says. */
const paid = (of: string) =>
  sql.raw(
    `${of}status in ('CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS', 'REFUND_PENDING', 'FULLY_REFUNDED', 'PARTIAL_REFUNDED', 'REFUND_FAILED')
   or (${of}status = 'PAYMENT_FAILED' and ${of}timeline @> '[{"status": "CHECKOUT_SUCCESS"}]')`,
  );
const PAID = paid('');
const PAID_OF_PAYMENTS = paid('payments.');

type Day = Record<`${'paid' | 'refunded' | 'reversed'}${'Count' | 'Cents'}`, number> & {
  readonly day: string;
  readonly currency: string;
};

/** `reports.summary`. What was refunded only in part counts in full: Inflow does not say how much it was. */
export async function summarise({ db }: Deps, of: Of): Promise<Summary> {
  const { rows } = await db.execute<Day>(sql`
    select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, currency,
      count(*) filter (where ${PAID})::int as "paidCount",
      coalesce(sum(${TOTAL}) filter (where ${PAID}), 0)::float8 as "paidCents",
      count(*) filter (where status = 'FULLY_REFUNDED')::int as "refundedCount",
      coalesce(sum(${TOTAL}) filter (where status = 'FULLY_REFUNDED'), 0)::float8 as "refundedCents",
      count(*) filter (where ${REVERSED})::int as "reversedCount",
      coalesce(sum(${TOTAL}) filter (where ${REVERSED}), 0)::float8 as "reversedCents"
    from payments
    where ${within(sql`created_at`, of)} and ${ofCurrency(sql`currency`, of)} and ${ofOwner(of.owner)}
    group by 1, 2 order by 1, 2`);
  const counted = (count: number, amountInCents: number) => ({ count, amountInCents });
  return {
    days: rows
      .filter(({ paidCount }) => paidCount > 0)
      .map((row) => ({
        day: row.day,
        currency: row.currency,
        paid: counted(row.paidCount, row.paidCents),
        refunded: counted(row.refundedCount, row.refundedCents),
        reversed: counted(row.reversedCount, row.reversedCents),
        net: counted(
          row.paidCount - row.refundedCount - row.reversedCount,
          row.paidCents - row.refundedCents - row.reversedCents,
        ),
      })),
    timeToPay: await timeToPay({ db }, of),
  };
}

/** A session that was opened by a version that did not note it counts from when it was made. */
async function timeToPay({ db }: Pick<Deps, 'db'>, of: Of): Promise<Summary['timeToPay']> {
  const { rows } = await db.execute<Summary['timeToPay']>(sql`
    select
      percentile_cont(0.5) within group (order by seconds) as median,
      percentile_cont(0.9) within group (order by seconds) as p90
    from (
      select extract(epoch from completed_at - coalesce(opened_at, created_at))::float8 as seconds from sessions
      where ${within(sql`created_at`, of)} and ${ofCurrency(sql`currency`, of)}
        and ${of.owner === null ? sql`true` : sql`created_by = ${of.owner}`} and completed_at is not null
    ) as paid`);
  return rows[0] ?? { median: null, p90: null };
}

type Group = {
  readonly declineCode: string | null;
  readonly cardBrand: string | null;
  readonly country: string | null;
  /** Which of the three it is grouped by. */
  readonly by: 'reason' | 'brand' | 'country' | 'all';
  readonly count: number;
  readonly declined: number;
  readonly challenged: number;
  readonly passed: number;
};

/** `reports.declines` */
export async function reportDeclines({ db }: Deps, of: Of): Promise<DeclinesReport> {
  const { rows } = await db.execute<Group>(sql`
    select decline_code as "declineCode", card_brand as "cardBrand", tax_country as country,
      case grouping(decline_code, card_brand, tax_country)
        when 3 then 'reason' when 5 then 'brand' when 6 then 'country' else 'all' end as by,
      count(*)::int as count, count(*) filter (where not is_paid and decline_code is not null)::int as declined,
      count(*) filter (where was_challenged)::int as challenged,
      count(*) filter (where was_challenged and is_paid)::int as passed
    from (
      select payments.decline_code, payments.card_brand, payments.tax_country, ${PAID_OF_PAYMENTS} as is_paid,
        coalesce(attempts.redirect_url is not null, false) as was_challenged
      from payments left join attempts on attempts.payment_id = payments.id
      where ${within(sql`payments.created_at`, of)} and ${ofCurrency(sql`payments.currency`, of)} and ${ofOwner(of.owner)}
    ) as begun
    group by grouping sets ((), (decline_code), (card_brand), (tax_country))
    order by declined desc, count desc`);
  const all = rows.find(({ by }) => by === 'all');
  const groups = (by: Group['by']) => rows.filter((row) => row.by === by);
  return {
    attempts: all?.count ?? 0,
    declined: all?.declined ?? 0,
    byReason: groups('reason').flatMap(({ declineCode, declined: count }) =>
      declineCode === null || count === 0 ? [] : [{ declineCode, count }],
    ),
    byBrand: groups('brand').map(({ cardBrand, count, declined }) => ({ cardBrand, count, declined })),
    byCountry: groups('country').map(({ country, count, declined }) => ({ country, count, declined })),
    threeDs: { challenged: all?.challenged ?? 0, passed: all?.passed ?? 0 },
  };
}

/** `reports.funnel`. What came further has come so far: a session that was paid was opened, whether or not that was noted. */
export async function reportFunnel({ db }: Deps, of: Of): Promise<Funnel> {
  const { rows } = await db.execute<Funnel>(sql`
    select count(*)::int as created,
      count(*) filter (where opened_at is not null or quoted_at is not null or submitted)::int as opened,
      count(*) filter (where quoted_at is not null or submitted)::int as typed,
      count(*) filter (where submitted)::int as submitted,
      count(*) filter (where challenged)::int as challenged,
      count(*) filter (where completed_at is not null or status in ('complete', 'reversed'))::int as paid
    from (
      select sessions.opened_at, sessions.quoted_at, sessions.completed_at, sessions.status,
        bool_or(attempts.id is not null) as submitted, bool_or(attempts.redirect_url is not null) as challenged
      from sessions left join attempts on attempts.session_id = sessions.id
      where ${within(sql`sessions.created_at`, of)} and ${ofCurrency(sql`sessions.currency`, of)}
        and ${of.owner === null ? sql`true` : sql`sessions.created_by = ${of.owner}`}
      group by sessions.id
    ) as made`);
  return rows[0] ?? { created: 0, opened: 0, typed: 0, submitted: 0, challenged: 0, paid: 0 };
}
