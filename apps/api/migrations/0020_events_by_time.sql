-- The console lists events by day.
CREATE INDEX "events_created" ON "events" USING btree ("created_at");
