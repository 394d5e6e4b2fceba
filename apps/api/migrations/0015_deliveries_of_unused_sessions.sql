-- As before, but finds the deliveries by their key: there is no index on the lanes of those that were delivered.
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
  DELETE FROM "event_deliveries" WHERE ("endpoint_id", "event_id") IN (
    SELECT "endpoints"."id", "events"."id" FROM "endpoints", "events" WHERE "events"."session_id" = ANY ("unused")
  );
  DELETE FROM "events" WHERE "session_id" = ANY ("unused");
  DELETE FROM "audit" WHERE "session_id" = ANY ("unused");
  DELETE FROM "sessions" WHERE "id" = ANY ("unused");
  UPDATE "sessions" SET "retained" = true WHERE "id" = ANY ("due") AND "id" <> ALL ("unused");
  RETURN cardinality("due");
END $$;
