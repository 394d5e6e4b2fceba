ALTER TABLE "attempts" ALTER COLUMN "fingerprint" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "requires_challenge" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "attempts_hashed" ON "attempts" USING btree ("created_at") WHERE fingerprint is not null;--> statement-breakpoint
CREATE INDEX "sessions_reference" ON "sessions" USING btree (left(encode(sha256(id::bytea), 'hex'), 32));