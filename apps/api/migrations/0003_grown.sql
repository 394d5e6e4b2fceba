CREATE INDEX "webhook_deliveries_dead" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_processed" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'processed';--> statement-breakpoint
CREATE INDEX "payments_status" ON "payments" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_due" ON "refunds" USING btree ("step_at") WHERE state in ('requested', 'unknown', 'pending');--> statement-breakpoint
CREATE INDEX "sessions_status" ON "sessions" USING btree ("status","created_at","id");