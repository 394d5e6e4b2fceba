CREATE TABLE "endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"types" jsonb,
	"secrets" jsonb NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"paused_because" text,
	"failing_since" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp (3) with time zone,
	"position" bigint NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_deliveries" (
	"endpoint_id" text NOT NULL,
	"event_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"lane" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_at" timestamp (3) with time zone,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_deliveries_endpoint_id_event_id_pk" PRIMARY KEY("endpoint_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "event_deliveries" ADD CONSTRAINT "event_deliveries_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_deliveries_lane" ON "event_deliveries" USING btree ("endpoint_id","lane","position") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "event_deliveries_waiting" ON "event_deliveries" USING btree ("endpoint_id","position") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "event_deliveries_position" ON "event_deliveries" USING btree ("endpoint_id","position");--> statement-breakpoint
CREATE INDEX "event_deliveries_delivered" ON "event_deliveries" USING btree ("created_at") WHERE state = 'delivered';--> statement-breakpoint
CREATE INDEX "events_payment" ON "events" USING btree ("payment_id") WHERE payment_id is not null;
--> statement-breakpoint
-- Deletes sessions that were never attempted, with their audit rows and events, `kept_days` after they expired; at most so many in one call. Returns how
-- many it looked at. One that was attempted is marked, so that it is looked at once. Nothing is deleted in a restored database before it
-- has been compared with Inflow: an attempt of the session may be missing.
CREATE OR REPLACE FUNCTION delete_unused_sessions("kept_days" integer, "at_most" integer) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "due" text[];
  "unused" text[];
BEGIN
  IF NOT EXISTS (
    SELECT FROM "installation"
    WHERE "database_identity" = database_identity() AND ("known_until" IS NULL OR "recovered_at" IS NOT NULL)
  ) THEN
    RETURN 0;
  END IF;
  "due" := ARRAY(
    SELECT "id" FROM "sessions"
    WHERE "status" = 'expired' AND NOT "retained" AND "expires_at" <= now() - make_interval(days => greatest("kept_days", 0))
    ORDER BY "expires_at" LIMIT "at_most"
    FOR UPDATE SKIP LOCKED
  );
  "unused" := (SELECT coalesce(array_agg("id") FILTER (WHERE is_unused_session("id")), '{}') FROM unnest("due") AS "id");
  DELETE FROM "event_deliveries" WHERE "lane" = ANY ("unused");
  DELETE FROM "events" WHERE "session_id" = ANY ("unused");
  DELETE FROM "audit" WHERE "session_id" = ANY ("unused");
  DELETE FROM "sessions" WHERE "id" = ANY ("unused");
  UPDATE "sessions" SET "retained" = true WHERE "id" = ANY ("due") AND "id" <> ALL ("unused");
  RETURN cardinality("due");
END $$;
