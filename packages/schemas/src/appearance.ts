import * as z from 'zod/mini';
import { palettesOf } from './palette.ts';
import { paletteProblems } from './palette-contrast.ts';
import { mayBeKept, optionalText, orAbsent, upTo } from './text.ts';

/** What every deployment has: fonts of the shopper's own system. The merchant's file may add some of its own. */
export const FONTS = ['system', 'humanist', 'geometric', 'rounded', 'serif', 'mono'] as const;
export const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Of a picture or a font in the merchant's file. */
export const assetNameSchema = z
  .string('invalid')
  .check(upTo(40), mayBeKept, z.regex(/^[a-z\d]+(-[a-z\d]+)*$/, 'invalid'));

/** The pair of colours that an accent (`#rrggbb`) makes hard to read, and their contrast; null when all can be read. */
export function accentProblem(accent: string): string | null {
  return paletteProblems(palettesOf(accent))[0] ?? null;
}

export const accentSchema = z.string('invalid').check(
  z.regex(/^#[\da-f]{6}$/i, { error: 'invalid', abort: true }),
  z.overwrite((colour) => colour.toLowerCase()),
  z.refine((colour) => accentProblem(colour) === null, 'not_allowed'),
);

/** How the pages look. What is left out is as the deployment has it. */
export const appearanceSchema = z.strictObject({
  /** In the header and in page titles. */
  name: optionalText(80),
  /** The name of a picture of the deployment. */
  logo: orAbsent(assetNameSchema, { empty: true }),
  /** `#rrggbb`, of buttons and links on light ground; on dark ground it is lightened. Refused where it could not be read. */
  accent: orAbsent(accentSchema, { empty: true }),
  /** Of corners, in pixels. */
  radius: orAbsent(z.int('invalid').check(z.minimum(0, 'below_minimum'), z.maximum(24, 'above_maximum'))),
  /** One of `FONTS`, or the name of a font of the deployment. */
  font: orAbsent(assetNameSchema, { empty: true }),
  /** `auto`: as the shopper's system has it. */
  scheme: orAbsent(z.enum(SCHEMES, 'invalid')),
});
export type Appearance = z.output<typeof appearanceSchema>;
