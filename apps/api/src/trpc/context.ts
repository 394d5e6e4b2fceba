import type { Actor } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import type { Arrival } from '../fraud/client-network.ts';
import type { Network } from '../fraud/network.ts';
import { newRequestId } from '../request-id.ts';
import { SCOPES, type Scope } from '../service-tokens.ts';

/**
 * Who calls a procedure: an anonymous caller, or a service that showed a token of `SERVICE_TOKENS`. `retryAfter`: in seconds, where too many
 * wrong tokens came from its network.
 */
export type Caller =
  | { readonly kind: 'anyone'; readonly retryAfter: number | null }
  | {
      readonly kind: 'service';
      readonly name: string;
      readonly scopes: readonly Scope[];
      /** Whether it sees and changes only what its own name has made. */
      readonly own: boolean;
    };

/** What a procedure is given beside its input. */
export type Context = {
  readonly caller: Caller;
  /** The network that the request came from. */
  readonly network: Network;
  /** What tells it; null without HTTP. */
  readonly arrival: Arrival | null;
  /** Whether the input came in a URL (a GET), which logs and histories keep. */
  readonly inputIsInUrl: boolean;
  /** Names the request in the log, and in an error as `reference`. */
  readonly requestId: string;
  /** A service's W3C `traceparent`; null for others, who could have any call recorded. */
  readonly traceParent: string | null;
  readonly deps: Deps;
};

/** Who is noted for what is decided in a call. A service that pays for a shopper is named. */
export function actorOf(caller: Caller): Actor {
  return caller.kind === 'service' ? `service:${caller.name}` : 'shopper';
}

/** For calls without HTTP: a service that may do everything. */
export function serviceContext(deps: Deps, service: string): Context {
  return {
    caller: { kind: 'service', name: service, scopes: SCOPES, own: false },
    // A budget of its own, apart from strangers.
    network: { subscriber: `service ${service}`, site: null },
    arrival: null,
    inputIsInUrl: false,
    requestId: newRequestId(),
    traceParent: deps.tracing.current(),
    deps,
  };
}
