CREATE INDEX IF NOT EXISTS "webhook_deliveries_dead" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "webhook_deliveries_processed" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'processed';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "payments_status" ON "payments" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "refunds_due" ON "refunds" USING btree ("step_at") WHERE state in ('requested', 'unknown', 'pending');--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "sessions_status" ON "sessions" USING btree ("status","created_at","id");