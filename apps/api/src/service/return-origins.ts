import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';

/**
 * Refuses to send a shopper to an origin that the merchant has not listed: a stolen service token must not make
 * this checkout, which shoppers trust, lead to another page.
 * @throws AppError `INVALID_INPUT` with `not_allowed` for each address.
 */
export function assertReturnsAllowed(
  { returnOrigins }: Pick<Deps['settings'], 'returnOrigins'>,
  addresses: Readonly<Record<string, string | undefined>>,
): void {
  if (returnOrigins === null) return;
  const strange = Object.entries(addresses).filter(
    ([, address]) => address !== undefined && !returnOrigins.includes(new URL(address).origin),
  );
  if (strange.length === 0) return;
  throw new AppError('INVALID_INPUT', Object.fromEntries(strange.map(([field]) => [field, ['not_allowed']])));
}
