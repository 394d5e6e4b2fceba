DROP INDEX "attempts_one_active";--> statement-breakpoint
DROP INDEX "attempts_due";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "asks_total" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_active" ON "attempts" USING btree ("session_id") WHERE state in ('creating', 'create_unknown', 'created', 'awaiting_agreement', 'requires_action', 'confirming', 'confirm_unknown');--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("due_at") WHERE state in ('creating', 'create_unknown', 'created', 'awaiting_confirmation', 'awaiting_agreement', 'requires_action', 'confirming', 'confirm_unknown');