import * as z from 'zod/mini';
import { holdsCardNumber } from '#card-in-text';
import { cleanEmail, isEmail, LONGEST_EMAIL } from './email.ts';
import { plainText } from './plain-text.ts';

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

/** As `optionalText`, for what is written in ASCII: full-width letters and the digits of every script are taken as those. */
export function optionalCode(longest: number) {
  return z.optional(
    z.pipe(
      z.string('invalid').check(z.overwrite(plainCode), upTo(longest), mayBeKept),
      z.transform((value) => (value === '' ? undefined : value)),
    ),
  );
}

function plainCode(typed: string): string {
  return typed.length > 200 ? typed : plainText(typed).plain.trim();
}

/** An e-mail address as people write and paste it, made plain: see `email.ts` for what is accepted. At most 254 characters. */
export const emailSchema = z
  .string('required')
  .check(
    z.overwrite(cleanEmail),
    z.minLength(1, 'required'),
    upTo(LONGEST_EMAIL),
    z.refine(isEmail, 'invalid'),
    mayBeKept,
  );
