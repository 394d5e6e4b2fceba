CREATE INDEX "attempt_origins_site" ON "attempt_origins" USING btree (split_part(client, '.', 2),"at") WHERE client like '%.%';--> statement-breakpoint
-- The same with the counts of the site, which has a budget of its own: the /48 of an IPv6 network holds 65 536 networks. Its lock comes before
-- that of the network.
CREATE OR REPLACE FUNCTION count_attempts("of_session" text, "of_client" text, "of_email" text, "of_card" text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  "counts" jsonb;
  "of_site" text := nullif(split_part("of_client", '.', 2), '');
  "since" timestamptz := clock_timestamp() - interval '24 hours';
BEGIN
  IF "of_site" IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended("of_site", 7265305)); END IF;
  IF "of_client" IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended("of_client", 7265303)); END IF;
  IF "of_card" IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended("of_card", 7265304)); END IF;

  SELECT jsonb_build_object(
    'session', (
      SELECT jsonb_build_object(
        'failures', count(*),
        'cards', count(DISTINCT "a"."card_fingerprint"),
        'knowsCard', coalesce(bool_or("a"."card_fingerprint" = "of_card"), false),
        'ageMs', extract(epoch FROM clock_timestamp() - max("a"."step_at")) * 1000)
      FROM "attempts" "a"
      WHERE "a"."session_id" = "of_session"
        AND attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") IN ('failed', 'pending')
    ),
    'client', (
      SELECT jsonb_build_object(
        'failures', count(*) FILTER (WHERE "o"."verdict" = 'failed'),
        'pending', count(*) FILTER (WHERE "o"."verdict" = 'pending'),
        'paid', count(*) FILTER (WHERE "o"."verdict" = 'paid'),
        'cards', count(DISTINCT "o"."card") FILTER (WHERE "o"."verdict" IN ('failed', 'pending')),
        'withEmail', count(*) FILTER (WHERE "o"."verdict" IN ('failed', 'pending') AND "o"."email" = "of_email"),
        'knowsCard', coalesce(bool_or("o"."card" = "of_card"), false),
        'ageMs', extract(epoch FROM clock_timestamp() - max("o"."at") FILTER (WHERE "o"."verdict" IN ('failed', 'pending'))) * 1000)
      FROM (
        SELECT "latest"."card", "latest"."email", "latest"."at", CASE
          -- What was mistyped on the way to a purchase that was paid is forgiven.
          WHEN "s"."status" = 'complete' AND "a"."state" <> 'succeeded' THEN 'void'
          ELSE attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") END AS "verdict"
        FROM (
          SELECT * FROM "attempt_origins" WHERE "client" = "of_client" AND "at" > "since" ORDER BY "at" DESC LIMIT 200
        ) "latest"
        CROSS JOIN LATERAL (SELECT * FROM "attempts" WHERE "id" = "latest"."attempt_id" OFFSET 0) "a"
        CROSS JOIN LATERAL (SELECT "status" FROM "sessions" WHERE "id" = "a"."session_id" OFFSET 0) "s"
      ) "o"
    ),
    'site', CASE WHEN "of_site" IS NOT NULL THEN (
      SELECT jsonb_build_object(
        'failures', count(*) FILTER (WHERE "o"."verdict" = 'failed'),
        'pending', count(*) FILTER (WHERE "o"."verdict" = 'pending'),
        'paid', count(*) FILTER (WHERE "o"."verdict" = 'paid'),
        'cards', count(DISTINCT "o"."card") FILTER (WHERE "o"."verdict" IN ('failed', 'pending')),
        'knowsCard', coalesce(bool_or("o"."card" = "of_card"), false),
        'ageMs', extract(epoch FROM clock_timestamp() - max("o"."at") FILTER (WHERE "o"."verdict" IN ('failed', 'pending'))) * 1000)
      FROM (
        SELECT "latest"."card", "latest"."at", CASE
          WHEN "s"."status" = 'complete' AND "a"."state" <> 'succeeded' THEN 'void'
          ELSE attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") END AS "verdict"
        FROM (
          SELECT * FROM "attempt_origins"
          WHERE "client" LIKE '%.%' AND split_part("client", '.', 2) = "of_site" AND "at" > "since" ORDER BY "at" DESC LIMIT 300
        ) "latest"
        CROSS JOIN LATERAL (SELECT * FROM "attempts" WHERE "id" = "latest"."attempt_id" OFFSET 0) "a"
        CROSS JOIN LATERAL (SELECT "status" FROM "sessions" WHERE "id" = "a"."session_id" OFFSET 0) "s"
      ) "o"
    ) END,
    'email', (
      SELECT jsonb_build_object('failures', count(*), 'ageMs', extract(epoch FROM clock_timestamp() - max("latest"."at")) * 1000)
      FROM (SELECT * FROM "attempt_origins" WHERE "email" = "of_email" AND "at" > "since" ORDER BY "at" DESC LIMIT 50) "latest"
      CROSS JOIN LATERAL (SELECT * FROM "attempts" WHERE "id" = "latest"."attempt_id" OFFSET 0) "a"
      CROSS JOIN LATERAL (SELECT "status" FROM "sessions" WHERE "id" = "a"."session_id" OFFSET 0) "s"
      WHERE "s"."status" <> 'complete'
        AND attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") IN ('failed', 'pending')
    ),
    'card', (
      SELECT jsonb_build_object('failures', count(*), 'ageMs', extract(epoch FROM clock_timestamp() - max("latest"."at")) * 1000)
      FROM (SELECT * FROM "attempt_origins" WHERE "card" = "of_card" AND "at" > "since" ORDER BY "at" DESC LIMIT 50) "latest"
      CROSS JOIN LATERAL (SELECT * FROM "attempts" WHERE "id" = "latest"."attempt_id" OFFSET 0) "a"
      CROSS JOIN LATERAL (SELECT "status" FROM "sessions" WHERE "id" = "a"."session_id" OFFSET 0) "s"
      WHERE "s"."status" <> 'complete'
        AND attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") IN ('failed', 'pending')
    )
  ) INTO "counts";

  RETURN "counts";
END $$;
