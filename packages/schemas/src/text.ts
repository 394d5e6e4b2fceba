import * as z from 'zod/mini';
import { holdsCardNumber } from '#card-in-text';

/** PostgreSQL can store neither U+0000 nor an unpaired surrogate. */
const CANNOT_BE_STORED = /[\0\p{Surrogate}]/u;

export const canBeStored = (value: string) => !CANNOT_BE_STORED.test(value);

/** Refuses a card number typed into another field: it would be stored, forwarded and shown like any other text. */
export const mayBeKept = z.refine<string>(
  (value) => canBeStored(value) && !holdsCardNumber(value),
  'not_allowed',
);

/** At most so many characters; a longer text is not checked any further. */
export const upTo = (longest: number) => z.maxLength(longest, { error: 'too_long', abort: true });

/** A trimmed text of 1 to `longest` characters; an empty one is `required`. */
export function text(longest: number) {
  return z.string('required').check(z.trim(), z.minLength(1, 'required'), upTo(longest), mayBeKept);
}

/** As `text`, but optional; an empty string counts as absent, because an empty form field sends one. */
export function optionalText(longest: number) {
  return orAbsent(z.string('invalid').check(z.trim(), upTo(longest), mayBeKept), { empty: true });
}

/**
 * A field that may be left out. `null` counts as left out, because clients in other languages send it for what is not known; with `empty`
 * an empty text does as well. Not for a field whose absence widens what is allowed: `null` is also what JSON makes of a NaN.
 */
export function orAbsent<Schema extends z.core.SomeType>(
  schema: Schema,
  { empty = false }: { readonly empty?: boolean } = {},
) {
  const without = z.transform((value: unknown) =>
    value === null || (empty && typeof value === 'string' && value.trim() === '') ? undefined : value,
  );
  // In types and in JSON schema it is the field's own; what it takes besides is not offered there.
  type Lenient = z.ZodMiniType<z.output<Schema> | undefined, z.input<Schema> | undefined>;
  return z.optional(z.pipe(without, z.optional(schema) as never) as unknown as Lenient);
}

/** As `orAbsent`, with a default. */
export function orDefault<Schema extends z.core.SomeType>(schema: Schema, value: z.output<Schema> & {}) {
  const filled = z.transform((given: unknown) => given ?? value);
  type Lenient = z.ZodMiniType<z.output<Schema>, z.input<Schema>>;
  // The inner default is what JSON schema shows.
  const inner = z._default(schema, value as never);
  return z._default(z.pipe(filled, inner as never) as unknown as Lenient, value as never);
}

/** 254 characters is the longest e-mail address that SMTP can carry (RFC 5321, 4.5.3.1.3). */
export const emailSchema = z
  .string('required')
  .check(z.trim(), z.minLength(1, 'required'), upTo(254), z.email('invalid'), mayBeKept);
