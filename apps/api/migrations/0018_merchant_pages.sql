CREATE TABLE "page_settings" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"settings" jsonb NOT NULL,
	"logo" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "page_settings_one_row" CHECK ("page_settings"."one")
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "consent" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "appearance" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "links" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "customer" jsonb;--> statement-breakpoint
ALTER TABLE "page_settings" ADD CONSTRAINT "page_settings_updated_by_operators_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;