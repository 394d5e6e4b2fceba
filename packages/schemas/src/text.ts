import * as z from 'zod/mini';
import { holdsCardNumber } from '#card-in-text';
import { cleanEmail, isEmail, LONGEST_EMAIL } from './email.ts';
import { plainText } from './plain-text.ts';

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

/** Flat strings that Inflow returns unchanged on the payment and in webhooks. At most 50 keys. */
export const metadatasSchema = z
  .record(
    z.string().check(z.minLength(1, 'invalid'), upTo(64), mayBeKept),
    z.string('invalid').check(upTo(500), mayBeKept),
  )
  .check(z.refine((entries) => Object.keys(entries).length <= 50, 'too_long'));
