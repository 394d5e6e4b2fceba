ALTER TABLE "attempts" ADD COLUMN "business_name" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "tax_id" text;
