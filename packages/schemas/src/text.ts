import * as z from 'zod/mini';
import { holdsCardNumber } from '#card-in-text';

/** PostgreSQL can store neither U+0000 nor an unpaired surrogate. */
const CANNOT_BE_STORED = /[\0\p{Surrogate}]/u;

/** Refuses a card number typed into another field: it would be stored, forwarded and shown like any other text. */
export const mayBeKept = z.refine<string>(
  (value) => !CANNOT_BE_STORED.test(value) && !holdsCardNumber(value),
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
  return z.optional(
    z.pipe(
      z.string('invalid').check(z.trim(), upTo(longest), mayBeKept),
      z.transform((value) => (value === '' ? undefined : value)),
    ),
  );
}

/** 254 characters is the longest e-mail address that SMTP can carry (RFC 5321, 4.5.3.1.3). */
export const emailSchema = z
  .string('required')
  .check(z.trim(), z.minLength(1, 'required'), upTo(254), z.email('invalid'), mayBeKept);

/** Flat strings that Inflow returns unchanged on the payment and in webhooks. At most 50 keys. */
export const metadatasSchema = z
  .record(
    z.string().check(z.minLength(1, 'invalid'), upTo(64), mayBeKept),
    z.string('invalid').check(upTo(500), mayBeKept),
  )
  .check(z.refine((entries) => Object.keys(entries).length <= 50, 'too_long'));
