CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" text,
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"step_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"automatic" boolean NOT NULL,
	"confirms" boolean NOT NULL,
	"amount" integer NOT NULL,
	"agreed_total" integer,
	"currency" text NOT NULL,
	"customer_email" text NOT NULL,
	"card_brand" text,
	"card_last4" text,
	"card_fingerprint" text,
	"saves_card" boolean DEFAULT false NOT NULL,
	"payment_id" text,
	"redirect_url" text,
	"decline_code" text,
	"error_reason" text,
	"error_fields" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"session_id" text,
	"attempt_id" uuid,
	"payment_id" text,
	"from_state" text,
	"to_state" text
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"svix_id" text PRIMARY KEY NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"events" jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text,
	"attempt_id" uuid,
	"status" text NOT NULL,
	"deposit_status" text,
	"currency" text NOT NULL,
	"amount" integer NOT NULL,
	"amount_taxes_included" integer,
	"tax_rate" double precision,
	"tax_country" text,
	"customer_email" text,
	"customer_id" text,
	"products" jsonb NOT NULL,
	"metadatas" jsonb NOT NULL,
	"timeline" jsonb NOT NULL,
	"decline_code" text,
	"provider_created_at" timestamp (3) with time zone,
	"provider_updated_at" timestamp (3) with time zone,
	"orphan" boolean DEFAULT false NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"step_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"currency" text NOT NULL,
	"items" jsonb NOT NULL,
	"subtotal" integer NOT NULL,
	"customer_email" text,
	"allow_saved_card" boolean DEFAULT false NOT NULL,
	"metadatas" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"success_url" text,
	"cancel_url" text,
	"created_by" text NOT NULL,
	"payment_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_key" ON "attempts" USING btree ("owner","key");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_payment" ON "attempts" USING btree ("payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_active" ON "attempts" USING btree ("session_id") WHERE state in ('creating', 'create_unknown', 'created', 'requires_action', 'confirming', 'confirm_unknown');--> statement-breakpoint
CREATE INDEX "attempts_session" ON "attempts" USING btree ("session_id","created_at");--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("due_at") WHERE state in ('creating', 'create_unknown', 'created', 'requires_action', 'confirming', 'confirm_unknown');--> statement-breakpoint
CREATE INDEX "attempts_email" ON "attempts" USING btree ("customer_email") WHERE saves_card;--> statement-breakpoint
CREATE INDEX "audit_session" ON "audit" USING btree ("session_id","id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "audit_attempt" ON "audit" USING btree ("attempt_id","id") WHERE attempt_id is not null;--> statement-breakpoint
CREATE INDEX "audit_payment" ON "audit" USING btree ("payment_id","id") WHERE payment_id is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" USING btree ("created_at") WHERE state <> 'processed';--> statement-breakpoint
CREATE INDEX "payments_created" ON "payments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payments_session" ON "payments" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "payments_orphan" ON "payments" USING btree ("created_at") WHERE orphan;--> statement-breakpoint
CREATE INDEX "sessions_created" ON "sessions" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "sessions_unexpired" ON "sessions" USING btree ("expires_at") WHERE status in ('open', 'processing');