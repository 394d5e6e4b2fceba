/** `console.page.*`: how the shoppers' pages look and where they lead, over what the deployment's file says. */
import * as z from 'zod/mini';
import { reasonSchema } from './console-operator.ts';
import { merchantPageSchema, pageSettingsSchema } from './merchant-page.ts';
import { upTo } from './text.ts';

/** The picture that was uploaded in the console, as `appearance.logo` names it. */
export const UPLOADED_LOGO = 'uploaded';
/** Of its bytes, before base64. */
export const LARGEST_LOGO_BYTES = 100_000;

/** `console.page.get` */
export const consolePageSchema = z.object({
  /** What the file named by `MERCHANT_FILE` says; an empty object without one. */
  file: pageSettingsSchema,
  /** What was saved here; null: nothing is. */
  saved: z.nullable(
    z.object({
      settings: pageSettingsSchema,
      /** The uploaded picture as a data: URL. */
      logo: z.nullable(z.string()),
      version: z.int(),
      updatedAt: z.string(),
      updatedByName: z.nullable(z.string()),
    }),
  ),
  /** Both together, as the pages have it. */
  effective: merchantPageSchema,
  /** What `appearance.logo` and `appearance.font` may name. */
  pictures: z.array(z.string()),
  fonts: z.array(z.string()),
});
export type ConsolePage = z.output<typeof consolePageSchema>;

const versionSchema = z.nullable(z.int('invalid').check(z.minimum(1, 'invalid')));

/**
 * `console.page.update`: `settings` takes the place of all that was saved. `INVALID_INPUT` names what is refused, for example
 * `settings.appearance.accent: not_allowed` (`accentProblem` has the ratio). `CONFLICT` where `version` is not the saved one's.
 */
export const updatePageSchema = z.strictObject({
  settings: pageSettingsSchema,
  /** A PNG, JPEG or WebP picture as base64; null takes the uploaded one away; left out, it stays. */
  logo: z.optional(
    z.nullable(
      z
        .string('invalid')
        .check(upTo(Math.ceil(LARGEST_LOGO_BYTES / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'invalid')),
    ),
  ),
  /** Of `saved`; null where nothing was. */
  version: versionSchema,
  reason: reasonSchema,
});
export type UpdatePage = z.output<typeof updatePageSchema>;

/** `console.page.reset`: takes away all that was saved here. */
export const resetPageSchema = z.strictObject({ reason: reasonSchema });
