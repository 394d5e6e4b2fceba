import type { Payment } from './domain/payment.ts';
import { listedPayment } from './domain/shown.ts';
import type { Tenant } from './store/tenant.ts';

/** A payment as it was until a change at `until` (milliseconds of the virtual clock). */
export type Superseded = { readonly until: number; readonly payment: Payment };

/** Keeps a payment as it was, for as long as a late list shows it. Changes made before the list was late are not kept. */
export function keepForLateList(tenant: Tenant, before: Payment): void {
  const { dialect, superseded, clock } = tenant;
  if (dialect.listLagMs === 0) return;
  const now = clock.now();
  const kept = (superseded.get(before.id) ?? []).filter(({ until }) => until > now - dialect.listLagMs);
  superseded.set(before.id, [...kept, { until: now, payment: before }]);
}

/** One page, in the account's order and envelope and as late as its list is. */
export function listPage(tenant: Tenant, page: number, limit: number): object {
  const { dialect } = tenant;
  const shownAt = tenant.clock.now() - dialect.listLagMs;
  const total = countAt(tenant, shownAt);
  const begin = (page - 1) * limit;
  const ids =
    dialect.listOrder === 'oldest'
      ? tenant.order.slice(Math.min(begin, total), Math.min(begin + limit, total))
      : tenant.order.slice(Math.max(total - begin - limit, 0), Math.max(total - begin, 0)).reverse();
  const payments = ids
    .flatMap((id) => paymentAt(tenant, id, shownAt) ?? [])
    .map((payment) => listedPayment(payment, dialect));
  if (dialect.listEnvelope === 'array') return payments;
  return { [dialect.listEnvelope]: payments, page, limit, total };
}

/** How many payments existed at a time. They are in the order of their creation. */
function countAt({ order, payments, dialect }: Tenant, at: number): number {
  if (dialect.listLagMs === 0) return order.length;
  return order.findLastIndex((id) => Date.parse(payments.get(id)?.payment.createdAt ?? '') <= at) + 1;
}

function paymentAt({ superseded, payments, dialect }: Tenant, id: string, at: number): Payment | undefined {
  const earlier = dialect.listLagMs === 0 ? undefined : superseded.get(id)?.find(({ until }) => until > at);
  return earlier?.payment ?? payments.get(id)?.payment;
}
