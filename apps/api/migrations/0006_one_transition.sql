CREATE TABLE "job_leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- Its first half had been `tally_attempt`; the row of `attempt_origins` is now written with the attempt.
ALTER FUNCTION tally_attempt(text, text, text, text) RENAME TO count_attempts;--> statement-breakpoint
DROP FUNCTION weigh_attempt(uuid, text, text, text, text);
