CREATE TABLE "metadata_values" (
	"of" text NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"id" text NOT NULL,
	CONSTRAINT "metadata_values_of_value_created_at_id_pk" PRIMARY KEY("of","value","created_at","id")
);
--> statement-breakpoint
CREATE TABLE "operator_sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"operator_id" text NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"blocked_at" timestamp (3) with time zone,
	"last_sign_in_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"own" boolean DEFAULT false NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text,
	"nonce" text,
	"verifier" text,
	"return_to" text,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "payments_person";--> statement-breakpoint
DROP INDEX "sessions_person";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "dismissed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "card_brand" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "card_last4" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "unblocked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "quoted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "operator_sessions" ADD CONSTRAINT "operator_sessions_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_requested_by_operators_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_decided_by_operators_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_tokens" ADD CONSTRAINT "service_tokens_created_by_operators_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metadata_values_id" ON "metadata_values" USING btree ("id");--> statement-breakpoint
CREATE INDEX "operator_sessions_operator" ON "operator_sessions" USING btree ("operator_id");--> statement-breakpoint
CREATE UNIQUE INDEX "operators_subject" ON "operators" USING btree ("issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_requests_waiting" ON "refund_requests" USING btree ("payment_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "refund_requests_payment" ON "refund_requests" USING btree ("payment_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_operators" ON "audit" USING btree ("id") WHERE actor like 'operator:%';--> statement-breakpoint
CREATE INDEX "audit_operator" ON "audit" USING btree ("actor","id") WHERE actor like 'operator:%';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_payments" ON "webhook_deliveries" USING gin ("events" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "payments_email" ON "payments" USING btree (lower(customer_email),"created_at","id") WHERE customer_email is not null;--> statement-breakpoint
CREATE INDEX "payments_last4" ON "payments" USING btree ("card_last4","created_at","id") WHERE card_last4 is not null;--> statement-breakpoint
CREATE INDEX "payments_total" ON "payments" USING btree (coalesce(amount_taxes_included, amount),"created_at","id");--> statement-breakpoint
CREATE INDEX "payments_decline" ON "payments" USING btree ("decline_code","created_at","id") WHERE decline_code is not null;--> statement-breakpoint
CREATE INDEX "refunds_state" ON "refunds" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "sessions_email" ON "sessions" USING btree (lower(customer_email),"created_at","id") WHERE customer_email is not null;
--> statement-breakpoint
UPDATE "payments" SET "card_brand" = "a"."card_brand", "card_last4" = "a"."card_last4"
FROM "attempts" AS "a" WHERE "a"."id" = "payments"."attempt_id";
--> statement-breakpoint
-- As in migration 0011, and with brand and last four digits of the attempt's card: so lists of payments need no join, and nodes of an
-- earlier version write them too.
CREATE OR REPLACE FUNCTION keep_payment_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT "erased_at", "card_brand", "card_last4" INTO NEW."erased_at", NEW."card_brand", NEW."card_last4"
    FROM "public"."attempts" WHERE "id" = NEW."attempt_id";
  END IF;
  IF NEW."erased_at" IS NOT NULL THEN
    NEW."customer_email" := NULL;
    NEW."customer_id" := NULL;
    NEW."card_last4" := NULL;
    NEW."metadatas" := coalesce((
      SELECT jsonb_object_agg("key", "value") FROM jsonb_each(NEW."metadatas")
      WHERE "key" IN ('checkoutInstallation', 'checkoutSessionId', 'checkoutAttemptId', 'checkoutService')
    ), '{}');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A charge that was first seen without its attempt.
CREATE FUNCTION follow_attempt_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT "card_brand", "card_last4" INTO NEW."card_brand", NEW."card_last4"
  FROM "public"."attempts" WHERE "id" = NEW."attempt_id";
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_follow_attempt BEFORE UPDATE ON "payments"
  FOR EACH ROW WHEN (NEW."attempt_id" IS DISTINCT FROM OLD."attempt_id") EXECUTE FUNCTION follow_attempt_card();
--> statement-breakpoint
-- The merchant's own values, cut to what an index takes. Our ids are found by their own indexes, and the installation's is in every payment.
CREATE FUNCTION metadata_values_in("metadatas" jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT left("value", 200) FROM jsonb_each_text("metadatas")
  WHERE "value" <> '' AND "key" NOT IN
    ('checkoutInstallation', 'checkoutSessionId', 'checkoutAttemptId', 'checkoutService', 'checkoutIdempotencyKey')
$$;
--> statement-breakpoint
CREATE FUNCTION keep_metadata_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM "public"."metadata_values" WHERE "id" = OLD."id" AND "of" = TG_ARGV[0];
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "public"."metadata_values" ("of", "value", "created_at", "id")
    SELECT TG_ARGV[0], "value", NEW."created_at", NEW."id"
    -- The shop's own reference of a session is one more.
    FROM "public".metadata_values_in(NEW."metadatas" || jsonb_strip_nulls(jsonb_build_object(
      'acknowledgedReference', to_jsonb(NEW) -> 'acknowledged_reference'
    ))) AS "value"
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER sessions_insert_metadata AFTER INSERT ON "sessions"
  FOR EACH ROW WHEN (NEW."metadatas" <> '{}') EXECUTE FUNCTION keep_metadata_values('session');
--> statement-breakpoint
CREATE TRIGGER sessions_update_metadata AFTER UPDATE ON "sessions"
  FOR EACH ROW WHEN (NEW."metadatas" IS DISTINCT FROM OLD."metadatas"
    OR NEW."acknowledged_reference" IS DISTINCT FROM OLD."acknowledged_reference")
  EXECUTE FUNCTION keep_metadata_values('session');
--> statement-breakpoint
CREATE TRIGGER sessions_delete_metadata AFTER DELETE ON "sessions"
  FOR EACH ROW EXECUTE FUNCTION keep_metadata_values('session');
--> statement-breakpoint
CREATE TRIGGER payments_insert_metadata AFTER INSERT ON "payments"
  FOR EACH ROW EXECUTE FUNCTION keep_metadata_values('payment');
--> statement-breakpoint
CREATE TRIGGER payments_update_metadata AFTER UPDATE ON "payments"
  FOR EACH ROW WHEN (NEW."metadatas" IS DISTINCT FROM OLD."metadatas") EXECUTE FUNCTION keep_metadata_values('payment');
--> statement-breakpoint
INSERT INTO "metadata_values" ("of", "value", "created_at", "id")
SELECT 'session', "value", "created_at", "id" FROM "sessions", metadata_values_in(
  "metadatas" || jsonb_strip_nulls(jsonb_build_object('acknowledgedReference', "acknowledged_reference"))
) AS "value"
UNION ALL
SELECT 'payment', "value", "created_at", "id" FROM "payments", metadata_values_in("metadatas") AS "value";
--> statement-breakpoint
-- As in migration 0010, but for attempts of a session before a person unblocked its shopper.
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
        AND "a"."created_at" > coalesce((SELECT "unblocked_at" FROM "sessions" WHERE "id" = "of_session"), '-infinity')
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
