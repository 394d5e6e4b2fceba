import type { Scope } from '../service/tokens.ts';

/** Who calls a procedure: nobody in particular, or a service that showed a token of `SERVICE_TOKENS`. */
export type Caller =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'service'; readonly name: string; readonly scopes: readonly Scope[] };
