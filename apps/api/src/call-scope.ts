import { AsyncLocalStorage } from 'node:async_hooks';

/** What the log says of each line that is written during a call or a job; `traceId` and `spanId` where spans are recorded. */
export type CallScope = {
  readonly requestId?: string;
  readonly job?: string;
  readonly traceId?: string;
  readonly spanId?: string;
};

const scopes = new AsyncLocalStorage<CallScope>();

/** Runs `work` and all that it starts in this scope. */
export function inScope<Result>(scope: CallScope, work: () => Result): Result {
  return scopes.run(scope, work);
}

/** The scope of the code that asks; an empty one outside calls and jobs. */
export function currentScope(): CallScope {
  return scopes.getStore() ?? NONE;
}

const NONE: CallScope = {};
