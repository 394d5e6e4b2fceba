import { sessionIdSchema } from '@checkout/schemas/session';
import { referenceOf } from '../db/session-reference.ts';

type Shown = {
  readonly sessionId: string | null;
  readonly url?: string;
  readonly metadatas: Readonly<Record<string, unknown>>;
};

/**
 * A session or a payment for a token that may read and not pay: a session's id is the permission to pay it, perhaps with a saved card, so
 * the reference stands in its place, also in the metadata that Inflow keeps of a payment.
 */
export function withoutPayingIds<View extends Shown>(view: View): View {
  const { sessionId, metadatas } = view;
  return {
    ...view,
    sessionId: sessionId === null ? null : referenceOf(sessionId),
    ...(view.url === undefined ? {} : { url: '' }),
    metadatas: Object.fromEntries(
      Object.entries(metadatas).map(([key, value]) => [key, isSessionId(value) ? referenceOf(value) : value]),
    ),
  };
}

function isSessionId(value: unknown): value is string {
  return sessionIdSchema.safeParse(value).success;
}
