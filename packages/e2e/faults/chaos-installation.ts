import type { Cluster } from './cluster.ts';

/** One api with a database of its own. Several share an Inflow account. */
export type Installation = {
  readonly name: string;
  readonly cluster: Cluster;
  /** Its database fails over to a standby that is behind. */
  readonly failsOver: boolean;
  /** Ids of the sessions that its shoppers were given. */
  readonly sessions: Set<string>;
  /** Numbers of the orders that its services paid by `payments.create`; each payment carries its order's as metadata. */
  readonly orders: Set<string>;
};

export const ORDER_KEY = 'stormOrder';

export const installation = (name: string, cluster: Cluster, failsOver: boolean): Installation => ({
  name,
  cluster,
  failsOver,
  sessions: new Set(),
  orders: new Set(),
});

/** The order that a payment is for, and its installation; null when none of them made it. */
export function orderOf(
  installations: readonly Installation[],
  metadatas: Readonly<Record<string, unknown>> | null,
): { readonly id: string; readonly owner: Installation } | null {
  const [session, order] = [String(metadatas?.checkoutSessionId), String(metadatas?.[ORDER_KEY])];
  for (const owner of installations) {
    if (owner.sessions.has(session)) return { id: session, owner };
    if (owner.orders.has(order)) return { id: order, owner };
  }
  return null;
}
