import * as z from 'zod/mini';
import { holdsCardNumber } from '#card-in-text';
import { isDigitsAlone, namesMerchantId } from './merchant-id.ts';
import { canBeStored, mayBeKept, upTo } from './text.ts';

/** 42 again and again. */
const USUAL_TEST_CARD = /^(?:42){8}$/;

/**
 * As `mayBeKept`, for a field that has a merchant's own number: some of those have the length, the beginning and the check digit of a card's, and
 * a service that sends digits alone there vouches for them. The most common test card, 4242 and so on, is still refused: it is in the wrong field.
 */
export const mayBeKeptAsId = z.refine<string>(
  (value) =>
    canBeStored(value) && ((isDigitsAlone(value) && !USUAL_TEST_CARD.test(value)) || !holdsCardNumber(value)),
  'not_allowed',
);

const metadataEntries = z
  .record(
    z.string().check(z.minLength(1, 'invalid'), upTo(64), mayBeKept),
    z.string('invalid').check(upTo(500), z.refine(canBeStored, 'not_allowed')),
  )
  .check(
    z.refine((entries) => Object.keys(entries).length <= 50, 'too_long'),
    z.superRefine((entries, context) => {
      for (const [key, value] of Object.entries(entries))
        if (holdsCardNumber(value) && !(namesMerchantId(key) && isDigitsAlone(value)))
          context.addIssue({ code: 'custom', path: [key], message: 'not_allowed', input: undefined });
    }),
  );

type Metadatas = Record<string, string>;

/**
 * Flat strings that Inflow returns unchanged on the payment and in webhooks. At most 50 keys. A value that is null counts as left out, and so
 * does an empty list: PHP has no other way to write an empty object.
 */
export const metadatasSchema = z.pipe(
  z.transform(knownEntries),
  z._default(metadataEntries, {}) as never,
) as unknown as z.ZodMiniType<Metadatas, Metadatas>;

function knownEntries(given: unknown): unknown {
  if (given === null || (Array.isArray(given) && given.length === 0)) return {};
  if (typeof given !== 'object' || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}
