import { referenceOf } from '../db/session-reference.ts';
import type { SpanOptions } from '../telemetry/tracing.ts';
import type { Attempt } from './store.ts';

/** A span about an attempt continues the trace in which the attempt began, on any node and however much later. */
export function spanOf({ id, sessionId, paymentId, traceParent }: Attempt): SpanOptions {
  return {
    parent: traceParent,
    attributes: {
      'checkout.attempt': id,
      'checkout.session': sessionId === null ? null : referenceOf(sessionId),
      'checkout.payment': paymentId,
    },
  };
}
