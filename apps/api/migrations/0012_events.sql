CREATE TABLE "events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"type" text NOT NULL,
	"session_id" text,
	"sequence" integer,
	"payment_id" text,
	"data" jsonb NOT NULL,
	"ordinal" bigserial NOT NULL,
	"position" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "event_sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "completed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acknowledged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acknowledged_reference" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "unacknowledged_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "events_position" ON "events" USING btree ("position");--> statement-breakpoint
CREATE INDEX "events_unnumbered" ON "events" USING btree ("ordinal") WHERE position is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_session" ON "events" USING btree ("session_id","sequence");--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "sessions_unacknowledged" ON "sessions" USING btree ("created_at","id") WHERE status = 'complete' and acknowledged_at is null and completed_at is not null;--> statement-breakpoint
CREATE INDEX "sessions_to_be_acknowledged" ON "sessions" USING btree ("completed_at") WHERE status = 'complete' and acknowledged_at is null and completed_at is not null and unacknowledged_at is null;
--> statement-breakpoint
CREATE FUNCTION event_types(action text, from_state text, to_state text, has_refund boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN to_state = 'orphaned' THEN ARRAY['charge.stray_found']
    WHEN action = 'payment.charged' AND to_state = 'succeeded' THEN ARRAY['payment.authorized', 'session.completed']
    WHEN action = 'payment.adopted' AND to_state = 'succeeded' THEN ARRAY['payment.authorized', 'session.completed']
    WHEN action = 'payment.adopted' AND to_state = 'reversed' THEN ARRAY['payment.authorized', 'session.reversed']
    WHEN action = 'payment.failed' AND from_state = 'orphaned' THEN ARRAY['payment.failed']
    WHEN action = 'payment.failed' THEN ARRAY['payment.failed', 'session.reversed']
    -- A refund that is tracked here says so itself.
    WHEN action = 'payment.refunded' AND from_state = 'orphaned' THEN
      CASE WHEN has_refund THEN NULL ELSE ARRAY['refund.succeeded'] END
    WHEN action = 'payment.refunded' THEN
      CASE WHEN has_refund THEN ARRAY['session.reversed'] ELSE ARRAY['refund.succeeded', 'session.reversed'] END
    WHEN action = 'refund.requested' AND from_state IS NULL THEN ARRAY['refund.requested']
    WHEN action = 'refund.refunded' THEN ARRAY['refund.succeeded']
    WHEN action IN ('payment.declined', 'payment.received', 'payment.settled', 'refund.failed', 'session.expired',
      'session.unacknowledged', 'card_testing.started', 'card_testing.ended') THEN ARRAY[action]
  END
$$;
--> statement-breakpoint
-- In the transaction of the audit row, so that an event exists exactly when the change does. The session's row is locked to the end of
-- the transaction, so that its events are numbered, and committed, one after the other.
CREATE FUNCTION append_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  payment payments%ROWTYPE;
  attempt attempts%ROWTYPE;
  refund refunds%ROWTYPE;
  session sessions%ROWTYPE;
  types text[];
  each text;
  content jsonb;
BEGIN
  IF event_types(NEW.action, NEW.from_state, NEW.to_state, false) IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT * INTO payment FROM payments WHERE id = NEW.payment_id;
  SELECT * INTO refund FROM refunds WHERE payment_id = NEW.payment_id;
  types := event_types(NEW.action, NEW.from_state, NEW.to_state, refund.payment_id IS NOT NULL);
  IF types IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT * INTO attempt FROM attempts WHERE id = coalesce(NEW.attempt_id, payment.attempt_id);
  SELECT * INTO session FROM sessions
    WHERE id = coalesce(NEW.session_id, payment.session_id) FOR NO KEY UPDATE;
  IF session.id IS NULL THEN
    types := array_remove(array_remove(types, 'session.completed'), 'session.reversed');
  END IF;
  content := jsonb_build_object(
    'session', CASE WHEN session.id IS NOT NULL THEN jsonb_build_object(
      'sessionId', session.id,
      'reference', 'ref_' || left(encode(sha256(session.id::bytea), 'hex'), 32),
      'status', session.status,
      'currency', session.currency,
      'subtotal', session.subtotal,
      'customerEmail', session.customer_email,
      'metadatas', CASE WHEN octet_length(session.metadatas::text) <= 40000 THEN session.metadatas ELSE '{}' END,
      'createdBy', session.created_by,
      'paymentId', session.payment_id) END,
    'payment', CASE WHEN payment.id IS NOT NULL THEN jsonb_build_object(
      'id', payment.id,
      'status', payment.status,
      'currency', payment.currency,
      'amountInCents', coalesce((payment.large_amounts ->> 'amount')::bigint, payment.amount),
      'amountTaxesIncluded',
        CASE WHEN payment.large_amounts IS NULL THEN payment.amount_taxes_included
          ELSE (payment.large_amounts ->> 'amountTaxesIncluded')::bigint END,
      'taxRateInPercentage', payment.tax_rate,
      'taxCountry', payment.tax_country,
      'customerEmail', payment.customer_email,
      'cardBrand', attempt.card_brand,
      'cardLast4', attempt.card_last4,
      'declineCode', coalesce(payment.decline_code, attempt.decline_code)) END,
    'refund', CASE WHEN refund.payment_id IS NOT NULL THEN jsonb_build_object(
      'reason', refund.reason, 'requestedBy', refund.requested_by) END);
  FOREACH each IN ARRAY types LOOP
    IF session.id IS NOT NULL THEN
      UPDATE sessions SET
        -- A session that was rebuilt after its row was lost may have events already.
        event_sequence = 1 + greatest(event_sequence, (SELECT coalesce(max(sequence), 0) FROM events WHERE session_id = session.id)),
        completed_at = CASE WHEN each = 'session.completed' THEN now() ELSE completed_at END
      WHERE id = session.id
      RETURNING event_sequence INTO session.event_sequence;
    END IF;
    INSERT INTO events (type, session_id, sequence, payment_id, data)
    VALUES (each, session.id, CASE WHEN session.id IS NOT NULL THEN session.event_sequence END, NEW.payment_id, content);
  END LOOP;
  PERFORM pg_notify('checkout_session', 'events');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_appends_events AFTER INSERT ON "audit"
  FOR EACH ROW EXECUTE FUNCTION append_events();
