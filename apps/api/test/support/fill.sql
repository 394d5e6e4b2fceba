-- Fills a migrated database with a year of business: `fill.count` sessions with an attempt, a payment and a delivery
-- each, and five audit rows per session. Ids are as random as the real ones, so that the indexes are as scattered.
-- The same rows serve the test of query plans and the benchmark of growth.
-- One text, one transaction: what the server is at, it says in notices.
set session_replication_role = replica; -- no foreign key is asked about rows that are made to fit
set maintenance_work_mem = '512MB';

-- An index that is built from what is there takes a tenth of the time of one that grows row by row.
create temporary table rebuilt as
select indexdef, format('%I', indexname) as name from pg_indexes
where schemaname = 'public' and not exists (
  select from pg_constraint where conindid = format('%I.%I', schemaname, indexname)::regclass
);
do $$
declare name text;
begin
  for name in select rebuilt.name from rebuilt loop execute 'drop index public.' || name; end loop;
  raise notice 'the rows of sessions';
end
$$;

create temporary table made as
select
  i,
  'cs_' || md5('session' || i) as session_id,
  md5('attempt' || i)::uuid as attempt_id,
  'pay_' || md5('payment' || i) as payment_id,
  now() - interval '2 hours' - (current_setting('fill.count')::int - i) * (interval '365 days' / current_setting('fill.count')::int) as at,
  'shopper' || i % (current_setting('fill.count')::int / 4 + 1) || '@example.com' as email,
  i % 10 = 0 as is_left, -- the shopper went away
  i % 40 = 1 as is_declined,
  i % 30 = 2 as is_refunded,
  i % 5000 = 3 as is_rare
from generate_series(1, current_setting('fill.count')::int) as i;

insert into sessions (id, status, version, currency, items, subtotal, customer_email, allow_saved_card, created_by, payment_id, expires_at, created_at)
select
  session_id, case when is_left then 'expired' else 'complete' end, 5, 'EUR',
  '[{"name": "Pro plan", "price": 4999, "quantity": 1}]', 4999, email, i % 2 = 0, 'shopper',
  case when is_left then null else payment_id end, at + interval '30 minutes', at
from made;

-- Beside them, sessions that were never attempted.
insert into sessions (id, status, version, currency, items, subtotal, created_by, expires_at, created_at)
select 'cs_' || md5('unused' || i), 'expired', 2, 'EUR', '[{"name": "Pro plan", "price": 4999, "quantity": 1}]', 4999, 'shopper',
  at + interval '30 minutes', at
from made where i % 10 = 4;

do $$ begin raise notice 'the rows of attempts'; end $$;
insert into attempts (id, session_id, owner, key, fingerprint, state, step, step_at, due_at, automatic, confirms, amount, currency, customer_email, card_brand, card_last4, card_fingerprint, saves_card, payment_id, created_at)
select
  attempt_id, session_id, session_id, md5('key' || i), md5('input' || i),
  case when is_left or is_declined then 'declined' else 'succeeded' end, 3, at, at + interval '30 seconds', false, true,
  4999, 'EUR', email, 'visa', '4242', md5('card' || i % 50000), i % 3 = 0, payment_id, at
from made;

do $$ begin raise notice 'the rows of payments'; end $$;
insert into payments (id, session_id, attempt_id, status, deposit_status, currency, amount, amount_taxes_included, tax_rate, tax_country, customer_email, products, metadatas, timeline, decline_code, provider_created_at, provider_updated_at, orphan, card_brand, card_last4, read_at, created_at)
select
  payment_id, session_id, attempt_id,
  case when is_rare then 'REFUND_FAILED' when is_refunded then 'FULLY_REFUNDED' when is_left or is_declined then 'PAYMENT_FAILED' else 'PAYMENT_SUCCESS' end,
  'succeeded', 'EUR', 4999, 5999, 20, 'FR', email,
  '[{"name": "Pro plan", "price": 4999, "quantity": 1}]',
  jsonb_build_object('checkoutSessionId', session_id, 'checkoutAttemptId', attempt_id),
  '[{"status": "INITIATION", "timestamp": "2026-01-01T00:00:00.000Z"}, {"status": "PAYMENT_SUCCESS", "timestamp": "2026-01-01T00:00:01.000Z"}]',
  case when is_left or is_declined then 'card_declined' end, at, at, is_rare, 'visa', '4242', at, at
from made;

insert into metadata_values (of, value, created_at, id)
select 'session', 'order-' || i, at, session_id from made union all select 'payment', 'order-' || i, at, payment_id from made;

insert into refunds (payment_id, state, step, step_at, requested_by, created_at)
select payment_id, case when is_rare then 'failed' else 'refunded' end, 2, at, 'service:orders', at
from made where is_refunded or is_rare;

do $$ begin raise notice 'the rows of webhook_deliveries'; end $$;
insert into webhook_deliveries (svix_id, sent_at, state, events, tries, created_at)
select
  'msg_' || md5('delivery' || i), at, case when is_rare then 'dead' else 'processed' end,
  jsonb_build_array(jsonb_build_object('eventType', 'payment.settled', 'paymentId', payment_id)), 1,
  -- Older ones are deleted, see webhook/clean-up.ts: a year's worth within the last days.
  now() - (now() - at) / 100
from made;

do $$ begin raise notice 'the rows of audit'; end $$;
insert into audit (at, actor, action, session_id, attempt_id, payment_id, from_state, to_state)
select
  at, 'shopper', 'payment.' || step, session_id, case when step > 1 then attempt_id end,
  case when step > 2 then payment_id end, 'created', 'confirming'
from made cross join generate_series(1, 5) as step
order by i, step;
insert into audit (at, actor, action, session_id, to_state)
select at, 'shopper', 'session.created', 'cs_' || md5('unused' || i), 'open' from made where i % 10 = 4;

do $$
declare each record;
begin
  for each in select * from rebuilt loop
    raise notice 'the index %', each.name;
    execute each.indexdef;
  end loop;
end
$$;

drop table made, rebuilt;
reset session_replication_role;
reset maintenance_work_mem;
