import type { Control } from '@checkout/sandbox/control';
import type pg from 'pg';

/**
 * Gives a database a clock of its own: its `now()` and `clock_timestamp()`, the only clocks that the api's statements use, answer that much
 * earlier, until `takePastClock`. So what the api writes carries the demo's time, and no row is changed afterwards.
 *
 * PostgreSQL calls a built-in function without a look at the catalogue, but its planner replaces one that is written in SQL by its body, and
 * plans again when `behind()` is another one. For a database of the demo's own alone: the functions of the catalogue are its owner's.
 */
export async function givePastClock(database: pg.Client, behindMs: number): Promise<void> {
  await database.query('create schema demo_clock');
  await setBehind(database, behindMs);
  await database.query(`
    create or replace function pg_catalog.now() returns timestamptz language sql stable parallel safe strict
    as $$ select pg_catalog.transaction_timestamp() - demo_clock.behind() $$`);
  await database.query(`
    create or replace function pg_catalog.clock_timestamp() returns timestamptz language sql volatile parallel safe strict
    as $$ select pg_catalog.statement_timestamp() - demo_clock.behind() $$`);
}

/** The database has PostgreSQL's own clock again, as it was made. */
export async function takePastClock(database: pg.Client): Promise<void> {
  await database.query(`
    create or replace function pg_catalog.now() returns timestamptz language internal stable parallel safe strict as 'now'`);
  await database.query(`
    create or replace function pg_catalog.clock_timestamp() returns timestamptz
    language internal volatile parallel safe strict as 'clock_timestamp'`);
  await database.query('drop function demo_clock.behind()');
  await database.query('drop schema demo_clock');
}

async function setBehind(database: pg.Client, ms: number): Promise<void> {
  await database.query(`
    create or replace function demo_clock.behind() returns interval language sql stable parallel safe strict
    as $$ select interval '${Math.round(ms)} milliseconds' $$`);
}

/** One time for the database and for the sandbox, in the past and moved forward by hand. */
export type PastClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves on to a time; one that has passed already is left alone, and what is still to come is the present. */
  reach(time: number): Promise<void>;
};

export async function createPastClock(database: pg.Client, sandbox: Control): Promise<PastClock> {
  const { offsetMs } = await sandbox.clock.get();
  let behind = Math.round(-offsetMs);
  const now = () => Date.now() - behind;
  return {
    now,
    async reach(time) {
      const ms = Math.min(Math.round(time - now()), behind);
      if (ms <= 0) return;
      behind -= ms;
      // First the database: what Inflow tells of has not happened in the future.
      await setBehind(database, behind);
      await sandbox.clock.advance(ms);
    },
  };
}
