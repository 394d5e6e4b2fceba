-- Fills a database with `fill.events` events, two of a session, that one endpoint at `fill.url` has taken. In one transaction; see fill.sql.
-- `fill.secret`: the endpoint's.
create temporary table made_events as
select
  i,
  gen_random_uuid() as id,
  'cs_' || md5('session' || (i + 1) / 2) as session_id,
  now() - interval '90 days' * (1 - i::float8 / current_setting('fill.events')::int) as at,
  case when i % 5000 = 3 then 'refund.failed' when i % 2 = 1 then 'payment.authorized' else 'session.completed' end as type
from generate_series(1, current_setting('fill.events')::int) as i;

insert into endpoints (id, url, secrets, position, created_by)
select 'ep_filled', current_setting('fill.url'),
  jsonb_build_array(jsonb_build_object('secret', current_setting('fill.secret'), 'endsAt', null)), max(i), 'service:fill'
from made_events;

insert into events (id, type, session_id, sequence, payment_id, data, position, created_at)
select id, type, session_id, 2 - i % 2, 'pay_' || md5('payment' || (i + 1) / 2),
  jsonb_build_object(
    'session', jsonb_build_object(
      'sessionId', session_id, 'reference', 'ref_' || left(md5(session_id), 32), 'status', 'complete', 'currency', 'EUR', 'subtotal', 4999,
      'customerEmail', 'shopper@example.com', 'metadatas', jsonb_build_object('orderId', 'o-' || i), 'createdBy', 'shopper',
      'paymentId', 'pay_' || md5('payment' || (i + 1) / 2)),
    'payment', jsonb_build_object(
      'id', 'pay_' || md5('payment' || (i + 1) / 2), 'status', 'CHECKOUT_SUCCESS', 'currency', 'EUR', 'amountInCents', 4999,
      'amountTaxesIncluded', 5999, 'taxRateInPercentage', 20, 'taxCountry', 'FR', 'customerEmail', 'shopper@example.com',
      'cardBrand', 'visa', 'cardLast4', '4242', 'declineCode', null),
    'refund', null),
  i, at
from made_events;

insert into event_deliveries (endpoint_id, event_id, position, lane, state, tries, tried_at, attempts, created_at)
select 'ep_filled', id, i, session_id, 'delivered', 1, at,
  jsonb_build_array(jsonb_build_object('at', at, 'status', 204, 'duration', 12, 'answer', '')), at
from made_events;
drop table made_events;
