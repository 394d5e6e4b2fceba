import * as z from 'zod/mini';

/** From best to worst. */
export const LEVELS = ['good', 'warning', 'bad'] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.output<typeof levelSchema>;

export const findingSchema = z.object({
  /** Open: more may come. */
  area: z.string(),
  level: levelSchema,
  says: z.string(),
  /** Null where there is nothing to do. */
  todo: z.nullable(z.string()),
  /** Whether `doctor.repair` does it. */
  repairable: z.boolean(),
});
export type Finding = z.output<typeof findingSchema>;

/** `doctor.check` takes nothing. */
export const checkSchema = z.optional(z.strictObject({}));
export const examinationSchema = z.object({
  /** Of the worst finding. */
  level: levelSchema,
  /** Whether payments are only simulated. */
  testMode: z.boolean(),
  inflowUrl: z.string(),
  /** By the clock of the node that has answered; ISO 8601. */
  at: z.string(),
  findings: z.array(findingSchema),
});
export type Examination = z.output<typeof examinationSchema>;

/** `doctor.repair` takes nothing: it repairs what `doctor.check` calls repairable. */
export const repairSchema = z.strictObject({});
export const repairedSchema = z.object({
  done: z.array(z.string()),
  /** Of the registration at Inflow, where ours is another: for `INFLOW_WEBHOOK_SECRET`. */
  secret: z.nullable(z.string()),
});
export type Repaired = z.output<typeof repairedSchema>;
