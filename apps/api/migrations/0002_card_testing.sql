CREATE TABLE "attempt_origins" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"client" text,
	"email" text NOT NULL,
	"card" text
);
--> statement-breakpoint
CREATE INDEX "attempt_origins_at" ON "attempt_origins" USING btree ("at");--> statement-breakpoint
CREATE INDEX "attempt_origins_client" ON "attempt_origins" USING btree ("client","at") WHERE client is not null;--> statement-breakpoint
CREATE INDEX "attempt_origins_email" ON "attempt_origins" USING btree ("email","at");--> statement-breakpoint
CREATE INDEX "attempt_origins_card" ON "attempt_origins" USING btree ("card","at") WHERE card is not null;--> statement-breakpoint
-- What an attempt says about its card. `void`: nothing about the card was answered (Inflow was down, or refused the caller).
-- A shopper who is at the bank has not failed; one who never came back has. What the page asked to be dropped, such as a
-- changed total, counts too: otherwise it would be a way to ask about cards that nobody counts.
CREATE FUNCTION attempt_verdict("state" text, "error_reason" text, "payment_id" text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN "state" IN ('succeeded', 'orphaned') THEN 'paid'
    WHEN "state" = 'declined' THEN 'failed'
    WHEN "state" = 'rejected' THEN CASE WHEN "error_reason" = 'REJECTED_BY_PROVIDER' THEN 'failed' ELSE 'void' END
    WHEN "state" = 'abandoned' THEN CASE WHEN "payment_id" IS NULL THEN 'void' ELSE 'failed' END
    ELSE 'pending'
  END
$$;
--> statement-breakpoint
-- Writes down where an attempt comes from and answers what is held against that: see src/limits/weigh.ts. One call, because
-- it is on the way of every payment. In plpgsql, because each of its statements then sees what was committed while it waited
-- for the lock: two attempts with one card, or from one network, are counted one after the other, on whichever node.
-- The order of the locks is fixed, and the session's comes before both: nobody waits in a ring.
CREATE FUNCTION weigh_attempt("of_attempt" uuid, "of_session" text, "of_client" text, "of_email" text, "of_card" text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  "tally" jsonb;
  "since" timestamptz := clock_timestamp() - interval '24 hours';
BEGIN
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
        JOIN "attempts" "a" ON "a"."id" = "latest"."attempt_id"
        JOIN "sessions" "s" ON "s"."id" = "a"."session_id"
      ) "o"
    ),
    'email', (
      SELECT jsonb_build_object('failures', count(*), 'ageMs', extract(epoch FROM clock_timestamp() - max("latest"."at")) * 1000)
      FROM (SELECT * FROM "attempt_origins" WHERE "email" = "of_email" AND "at" > "since" ORDER BY "at" DESC LIMIT 50) "latest"
      JOIN "attempts" "a" ON "a"."id" = "latest"."attempt_id"
      JOIN "sessions" "s" ON "s"."id" = "a"."session_id"
      WHERE "s"."status" <> 'complete'
        AND attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") IN ('failed', 'pending')
    ),
    'card', (
      SELECT jsonb_build_object('failures', count(*), 'ageMs', extract(epoch FROM clock_timestamp() - max("latest"."at")) * 1000)
      FROM (SELECT * FROM "attempt_origins" WHERE "card" = "of_card" AND "at" > "since" ORDER BY "at" DESC LIMIT 50) "latest"
      JOIN "attempts" "a" ON "a"."id" = "latest"."attempt_id"
      JOIN "sessions" "s" ON "s"."id" = "a"."session_id"
      WHERE "s"."status" <> 'complete'
        AND attempt_verdict("a"."state", "a"."error_reason", "a"."payment_id") IN ('failed', 'pending')
    )
  ) INTO "tally";

  INSERT INTO "attempt_origins" ("attempt_id", "client", "email", "card") VALUES ("of_attempt", "of_client", "of_email", "of_card");
  RETURN "tally";
END $$;
