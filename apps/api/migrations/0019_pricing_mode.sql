ALTER TABLE "sessions" ADD COLUMN "pricing_mode" text DEFAULT 'TAX_EXCLUSIVE' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "pricing_mode" text DEFAULT 'TAX_EXCLUSIVE' NOT NULL;--> statement-breakpoint
-- As before, and with the pricing mode of the session: without it `subtotal` could mean either.
CREATE OR REPLACE FUNCTION append_events() RETURNS trigger LANGUAGE plpgsql AS $$
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
      'pricingMode', session.pricing_mode,
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
