import * as z from 'zod/mini';
import { cardNumberProblem, cvcProblem, isExpired, normaliseCardNumber } from './card-check.ts';

/**
 * A card as it is forwarded to Inflow: number of digits only, `expMonth` 1–12, `expYear` of four digits, CVC by
 * brand (shape: inflow/README, "Create a payment", inferred there). The value exists only in memory.
 */
export function cardSchemaAt(now: () => Date) {
  return z
    .object({
      number: z.string('required').check(
        z.maxLength(64, 'too_long'),
        z.overwrite(normaliseCardNumber),
        z.superRefine((digits, context) => {
          const problem = cardNumberProblem(digits);
          if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: undefined });
        }),
      ),
      expMonth: z.int('required').check(z.minimum(1, 'invalid'), z.maximum(12, 'invalid')),
      expYear: z.int('required').check(z.minimum(2000, 'invalid'), z.maximum(2099, 'invalid')),
      cvc: z.string('required').check(z.maxLength(8, 'too_long'), z.overwrite(normaliseCardNumber)),
    })
    .check(
      z.superRefine((card, context) => {
        if (card.expYear >= 2000 && isExpired(card.expMonth, card.expYear, now())) {
          context.addIssue({ code: 'custom', path: ['expYear'], message: 'expired', input: undefined });
        }
        const problem = cvcProblem(card.cvc, card.number);
        if (problem !== null)
          context.addIssue({ code: 'custom', path: ['cvc'], message: problem, input: undefined });
      }),
    );
}

export const cardSchema = cardSchemaAt(() => new Date());
export type Card = z.output<typeof cardSchema>;

/** What may be kept of a card: brand and last four digits (PCI DSS 4.0.1, 3.4.1). */
export const cardHintSchema = z.object({ brand: z.nullable(z.string()), last4: z.string() });
export type CardHint = z.output<typeof cardHintSchema>;
