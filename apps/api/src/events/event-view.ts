import type { CheckoutEvent } from '@checkout/schemas/event';
import type { events } from '../db/schema.ts';

export type EventRow = typeof events.$inferSelect;

/** An event as it is sent, listed and watched: the same text in all three places. */
export function eventView(
  row: Pick<EventRow, 'id' | 'type' | 'createdAt' | 'sessionId' | 'sequence' | 'data'>,
): CheckoutEvent {
  return {
    id: `evt_${row.id.replaceAll('-', '')}`,
    type: row.type,
    version: 1,
    createdAt: row.createdAt.toISOString(),
    sessionId: row.sessionId,
    sequence: row.sequence,
    data: row.data,
  };
}
