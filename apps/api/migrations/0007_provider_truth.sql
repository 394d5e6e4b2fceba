CREATE TABLE "installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" text NOT NULL,
	"database_identity" text NOT NULL,
	"recognised_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"known_until" timestamp (3) with time zone,
	"recovered_at" timestamp (3) with time zone,
	"compared_at" timestamp (3) with time zone,
	"refunds_released_at" timestamp (3) with time zone,
	"refunds_released_by" text,
	CHECK ("one")
);
--> statement-breakpoint
DROP INDEX "attempts_due";--> statement-breakpoint
DROP INDEX "refunds_due";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "confirms_sent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "confirm_sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "confirm_lost" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "adopted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "large_amounts" jsonb;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "due_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "input_fingerprint" text;--> statement-breakpoint
CREATE INDEX "payments_due" ON "payments" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_key" ON "sessions" USING btree ("created_by","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("due_at") WHERE state in ('creating', 'create_unknown', 'created', 'awaiting_confirmation', 'requires_action', 'confirming', 'confirm_unknown');--> statement-breakpoint
CREATE INDEX "refunds_due" ON "refunds" USING btree ("due_at") WHERE state in ('requested', 'unknown', 'pending');--> statement-breakpoint
-- What Inflow has not settled yet is followed from now on.
UPDATE "payments" SET "due_at" = now() WHERE "status" IN ('CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'REFUND_PENDING');--> statement-breakpoint
CREATE OR REPLACE FUNCTION attempt_verdict("state" text, "error_reason" text, "payment_id" text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN "state" IN ('succeeded', 'reversed', 'orphaned') THEN 'paid'
    WHEN "state" = 'declined' THEN 'failed'
    WHEN "state" = 'rejected' THEN CASE WHEN "error_reason" = 'REJECTED_BY_PROVIDER' THEN 'failed' ELSE 'void' END
    WHEN "state" = 'abandoned' THEN CASE WHEN "payment_id" IS NULL THEN 'void' ELSE 'failed' END
    ELSE 'pending'
  END
$$;--> statement-breakpoint
-- Which database this is. Some hosted servers refuse one function or another: then the rest has to tell.
CREATE FUNCTION database_identity() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  "cluster" text;
  "timeline" text;
BEGIN
  BEGIN
    SELECT "system_identifier" INTO "cluster" FROM pg_control_system();
  EXCEPTION WHEN OTHERS THEN
    "cluster" := 'unknown';
  END;
  BEGIN
    "timeline" := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  EXCEPTION WHEN OTHERS THEN
    "timeline" := 'unknown';
  END;
  RETURN concat_ws('/', "cluster", (SELECT "oid" FROM pg_database WHERE "datname" = current_database()), "timeline");
END
$$;
