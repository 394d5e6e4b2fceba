import type { Operator, Role } from '@checkout/schemas/console-operator';
import { type GroupRoles, type RefundLimit, refundLimitOf } from '../console-roles.ts';
import { type Actor, type Decision, recordDecision } from '../db/audit.ts';
import type { Queryable } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { ServiceToken } from '../service-tokens.ts';

/** A person's session of the console, as it stands in its row. */
export type SignedIn = {
  readonly operator: Operator;
  /** SHA-256 of the session's token, hex: what its row is found by. */
  readonly sessionHash: string;
  readonly signedInAt: Date;
  readonly endsAt: Date;
};

/** A person who acts, and the network that the call came from: an IPv4 address, or the /64 of an IPv6 one. */
export type Acting = { readonly operator: Operator; readonly address: string | null };

export const actorOf = ({ operator }: Pick<Acting, 'operator'>): Actor => `operator:${operator.operatorId}`;

/** Appends to the audit trail what a person does or looks at. In the transaction of what it is about, or before a call to Inflow. */
export async function note(
  tx: Queryable,
  acting: Acting,
  decision: Omit<Decision, 'actor' | 'address'>,
): Promise<void> {
  await recordDecision(tx, { ...decision, actor: actorOf(acting), address: acting.address });
}

/** The merchant's login. */
export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: () => string;
  readonly roles: GroupRoles;
};

export type ConsoleSettings = {
  /** Where the console is, without a slash at its end. */
  readonly consoleUrl: string;
  readonly testMode: boolean;
  /** Null: a printed link signs in. */
  readonly oidc: OidcSettings | null;
  readonly refundLimits: readonly RefundLimit[];
  /** Service tokens of the environment, which are shown and changed there alone. */
  readonly configuredTokens: () => readonly ServiceToken[];
};

/** What the console needs: the use cases' own, with a pool of its own, so that its searches never keep a shopper waiting. */
export type ConsoleDeps = Deps & { readonly consoleSettings: ConsoleSettings };

/** The currencies that a payment can have. */
const CURRENCIES = ['EUR', 'USD'] as const;

/** Cents up to which this role refunds alone, for each currency. */
export function limitsOf({ refundLimits }: Pick<ConsoleSettings, 'refundLimits'>, role: Role) {
  return CURRENCIES.map((currency) => ({
    currency,
    amountInCents: refundLimitOf(refundLimits, role, currency),
  }));
}
