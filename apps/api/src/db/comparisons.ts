import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { IS_RECOVERED } from './installation.ts';
import { prepared } from './statements.ts';

/** What the database knows of the comparisons of Inflow's list, by its own clock; times in ms. */
export type ComparisonFacts = {
  readonly now: number;
  /** When the last one of the whole list began. */
  readonly comparedAt: number | null;
  /** Set while payments may be missing that were made since then: a database that was restored, and when that was noticed. */
  readonly missing: { readonly since: number; readonly noticedAt: number } | null;
};

const value = sql.placeholder;

const finding = prepared<ComparisonFacts, Record<string, never>>(
  'find_comparison_facts',
  sql`
    select
      (extract(epoch from now()) * 1000)::float8 as now,
      (extract(epoch from compared_at) * 1000)::float8 as "comparedAt",
      case when not ${IS_RECOVERED} then jsonb_build_object(
        'since', extract(epoch from known_until) * 1000,
        'noticedAt', extract(epoch from recognised_at) * 1000
      ) end as missing
    from (select) as always left join installation on true`,
);

export async function findComparisonFacts(db: Queryable): Promise<ComparisonFacts> {
  const [facts] = await finding(db, {});
  if (facts === undefined) throw new Error('The database has no time');
  return facts;
}

/** Everything since then (negative infinity: all there is) was compared, in a comparison that began at that time; in ms. */
export type Compared = { readonly since: number; readonly beganAt: number };

const recording = prepared<
  never,
  { began: Date; since: Date | '-infinity'; isWhole: boolean; slackMs: number; lagMs: number }
>(
  'record_comparison',
  sql`
    with one as (
      select one, not ${IS_RECOVERED}
        and ${value('since')}::timestamptz <= known_until - ${value('slackMs')}::int * interval '1 millisecond'
        and ${value('began')}::timestamptz >= recognised_at + ${value('lagMs')}::int * interval '1 millisecond' as is_recovered
      from installation
      -- One that began on another database says nothing of this one.
      where recognised_at <= ${value('began')}::timestamptz
    )
    update installation set
      compared_at = case when ${value('isWhole')}::bool
        then greatest(compared_at, ${value('began')}::timestamptz) else compared_at end,
      recovered_at = case when is_recovered then now() else recovered_at end
    from one where installation.one = one.one and (${value('isWhole')}::bool or is_recovered)`,
);

/**
 * Notes for all nodes what a comparison has covered: the whole list, or at least what a restored database lacked. For
 * the latter it has to go back `slackMs` further than the newest record, and to have begun `lagMs` after the database was recognised.
 */
export async function recordComparison(
  db: Queryable,
  { since, beganAt }: Compared,
  rule: { readonly isWhole: boolean; readonly slackMs: number; readonly lagMs: number },
): Promise<void> {
  const from = Number.isFinite(since) ? new Date(since) : '-infinity';
  await recording(db, { ...rule, since: from, began: new Date(beganAt) });
}
