import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { AppError } from '../app-error.ts';
import type { SealedPayInput } from '../attempts/card-input.ts';
import type { AttemptConsent } from '../db/schema.ts';

/**
 * What is kept of a shopper's consent: the words that the page showed, and where the merchant's links led then. Null where the page says
 * nothing, or where a page of an earlier version sends nothing.
 * @throws AppError `INVALID_INPUT` where the shopper has to tick it and has not.
 */
export function consentOf(
  { consent: kind, links }: Pick<MerchantPage, 'consent' | 'links'>,
  given: SealedPayInput['consent'],
): AttemptConsent | null {
  if (kind === null) return null;
  if (kind === 'checkbox' && given?.accepted !== true)
    throw new AppError('INVALID_INPUT', { consent: ['required'] });
  if (given === undefined) return null;
  return { kind, wording: given.wording, terms: links.terms, refundPolicy: links.refundPolicy };
}
