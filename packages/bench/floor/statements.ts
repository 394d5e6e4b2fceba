import type pg from 'pg';

/**
 * The least that the money rules leave to be written: the attempt before the create, its id before the confirm, the
 * confirm as begun, the outcome; each with its audit row, in one statement, which is one round trip and one commit.
 */
export const FLOOR_TABLES = `
  create table sessions (
    id text primary key, status text not null, items jsonb not null, subtotal int not null,
    currency text not null, payment_id text, created_at timestamptz not null default now());
  create table attempts (
    id uuid primary key, session_id text not null references sessions, key text not null, state text not null,
    payment_id text, created_at timestamptz not null default now(), unique (session_id, key));
  create table payments (id text primary key, attempt_id uuid not null references attempts, body jsonb not null);
  create table audit (
    id bigserial primary key, at timestamptz not null default now(), session_id text, attempt_id uuid, state text not null);
  create index on audit (session_id);`;

const STATEMENTS = {
  create: `
    with made as (insert into sessions (id, status, items, subtotal, currency) values ($1, 'open', $2, $3, $4))
    insert into audit (session_id, state) values ($1, 'open')`,
  find: 'select id, status, items, subtotal, currency, payment_id from sessions where id = $1',
  begin: `
    with changed as (update sessions set status = 'processing' where id = $2 and status = 'open' returning id),
      begun as (
        insert into attempts (id, session_id, key, state) select $1, id, $3, 'creating' from changed
        returning id, session_id)
    insert into audit (session_id, attempt_id, state) select session_id, id, 'creating' from begun`,
  created: `
    with moved as (
      update attempts set state = 'created', payment_id = $2 where id = $1 and state = 'creating'
      returning id, session_id)
    insert into audit (session_id, attempt_id, state) select session_id, id, 'created' from moved`,
  confirming: `
    with moved as (
      update attempts set state = 'confirming' where id = $1 and state = 'created' returning id, session_id),
    kept as (
      insert into payments (id, attempt_id, body) select $2, id, $3 from moved
      on conflict (id) do update set body = excluded.body)
    insert into audit (session_id, attempt_id, state) select session_id, id, 'confirming' from moved`,
  succeeded: `
    with moved as (
      update attempts set state = 'succeeded' where id = $1 and state in ('created', 'confirming')
      returning id, session_id),
    kept as (
      insert into payments (id, attempt_id, body) select $2, id, $3 from moved
      on conflict (id) do update set body = excluded.body),
    paid as (
      update sessions set status = 'complete', payment_id = $2 from moved where sessions.id = moved.session_id)
    insert into audit (session_id, attempt_id, state) select session_id, id, 'succeeded' from moved`,
} as const;

export type Run = <Row extends pg.QueryResultRow = never>(
  name: keyof typeof STATEMENTS,
  values: unknown[],
) => Promise<Row[]>;

/** Prepared once per connection, by name. */
export function runnerOf(pool: pg.Pool): Run {
  return async (name, values) => (await pool.query({ name, text: STATEMENTS[name], values })).rows;
}
