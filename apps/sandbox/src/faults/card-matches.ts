import { z } from 'zod';
import type { ApiFault } from '../control/types.ts';
import type { Tenant } from '../store/tenant.ts';

const cardInBody = z.object({ card: z.object({ number: z.string() }) });

/** Whether a fault for one test card concerns a call: by the number it carries, or by the payment it names. */
export function cardMatches(
  { card }: Pick<ApiFault, 'card'>,
  call: { readonly tenant: Tenant; readonly id: string; readonly body: unknown },
): boolean {
  if (card === undefined) return true;
  const carried = cardInBody.safeParse(call.body);
  if (carried.success) return carried.data.card.number === card;
  const token = call.tenant.payments.get(call.id)?.card;
  // The number itself is not kept; six and four digits tell the test cards apart.
  return token?.bin === card.slice(0, 6) && token.last4 === card.slice(-4);
}
