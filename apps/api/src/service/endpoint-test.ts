import { randomUUID } from 'node:crypto';
import type { Trying } from '@checkout/schemas/endpoint';
import { eq } from 'drizzle-orm';
import { found } from '../app-error.ts';
import { endpoints } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { eventView } from '../events/event-view.ts';
import { sendEvent } from '../events/send-event.ts';

/** `endpoints.test`: one event of no session, `card_testing.ended`, which asks for nothing. Neither kept nor tried again. */
export async function testEndpoint(deps: Deps, endpointId: string): Promise<Trying> {
  const [row] = await deps.db.select().from(endpoints).where(eq(endpoints.id, endpointId));
  const endpoint = found(row ?? null);
  const event = eventView({
    id: randomUUID(),
    type: 'card_testing.ended',
    createdAt: deps.now(),
    sessionId: null,
    sequence: null,
    data: { session: null, payment: null, refund: null },
  });
  return sendEvent(event, endpoint, deps);
}
