ALTER TABLE "sessions" ADD COLUMN "retained" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "sessions_unretained" ON "sessions" USING btree ("expires_at") WHERE status = 'expired' and not retained;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "sessions_person" ON "sessions" USING btree (lower(customer_email)) WHERE customer_email is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "attempts_person" ON "attempts" USING btree (lower(customer_email));--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "payments_person" ON "payments" USING btree (lower(customer_email)) WHERE customer_email is not null;--> statement-breakpoint
-- A session that expired and was never attempted. The audit trail has a say as well: deleting an attempt does not make its session unused.
CREATE FUNCTION is_unused_session("of_session" text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM "sessions" WHERE "id" = "of_session" AND "status" = 'expired' AND "expires_at" <= now())
    AND NOT EXISTS (SELECT FROM "attempts" WHERE "session_id" = "of_session")
    AND NOT EXISTS (SELECT FROM "payments" WHERE "session_id" = "of_session")
    AND NOT EXISTS (
      SELECT FROM "audit" WHERE "session_id" = "of_session" AND ("attempt_id" IS NOT NULL OR "payment_id" IS NOT NULL)
    )
$$;--> statement-breakpoint
-- The audit trail stays append-only but for the rows of such a session: nothing was decided about money there. The tables' owner is held to
-- this by the trigger; the role of `docs/security/database-role.md` may delete no audit row but through `delete_unused_sessions`.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF is_unused_session(OLD."session_id") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;--> statement-breakpoint
-- Deletes sessions that were never attempted, with their audit rows, `kept_days` after they expired; at most so many in one call. Returns how
-- many it looked at. One that was attempted is marked, so that it is looked at once. Nothing is deleted in a restored database before it
-- has been compared with Inflow: an attempt of the session may be missing.
CREATE FUNCTION delete_unused_sessions("kept_days" integer, "at_most" integer) RETURNS integer LANGUAGE plpgsql
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
  DELETE FROM "audit" WHERE "session_id" = ANY ("unused");
  DELETE FROM "sessions" WHERE "id" = ANY ("unused");
  UPDATE "sessions" SET "retained" = true WHERE "id" = ANY ("due") AND "id" <> ALL ("unused");
  RETURN cardinality("due");
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION delete_unused_sessions(integer, integer) FROM PUBLIC;--> statement-breakpoint
-- Inflow still has what was erased here, and answers it with each read. Of the metadata only our own ids are kept.
-- In the database, so that it also holds for nodes of an earlier version that run beside this one.
CREATE FUNCTION keep_payment_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT "erased_at" INTO NEW."erased_at" FROM "public"."attempts" WHERE "id" = NEW."attempt_id";
  END IF;
  IF NEW."erased_at" IS NOT NULL THEN
    NEW."customer_email" := NULL;
    NEW."customer_id" := NULL;
    NEW."metadatas" := coalesce((
      SELECT jsonb_object_agg("key", "value") FROM jsonb_each(NEW."metadatas")
      WHERE "key" IN ('checkoutInstallation', 'checkoutSessionId', 'checkoutAttemptId', 'checkoutService')
    ), '{}');
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER payments_are_inserted_erased BEFORE INSERT ON "payments"
  FOR EACH ROW WHEN (NEW."attempt_id" IS NOT NULL) EXECUTE FUNCTION keep_payment_erased();--> statement-breakpoint
CREATE TRIGGER payments_stay_erased BEFORE UPDATE ON "payments"
  FOR EACH ROW WHEN (NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION keep_payment_erased();
