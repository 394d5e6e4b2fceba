import type { ListedPayment } from '@checkout/inflow/wire';
import { startInflowProxy } from './inflow-proxy.ts';
import type { World } from './world.ts';

export type ListDialect = {
  /** Orders what the sandbox lists, the newest first, and may add other entries. */
  readonly arrange?: (payments: readonly ListedPayment[]) => readonly ListedPayment[];
  /** Longer pages are cut to this, or refused. */
  readonly longest?: number;
  readonly refuses?: boolean;
  /** Called for each page; a response is sent instead of it. */
  readonly onPage?: (page: number) => Response | undefined;
};

const MINUTE = 60_000;

/** Payments of another program on the account, one a minute. */
export function foreignPayments(
  count: number,
  { daysOld = 0, note = '' }: { daysOld?: number; note?: string } = {},
): ListedPayment[] {
  const newest = Date.now() - daysOld * 24 * 60 * MINUTE;
  return Array.from({ length: count }, (_, index) => ({
    id: `pay_of_others_${daysOld}_${index}`,
    status: 'PAYMENT_SUCCESS',
    metadatas: { note },

    amountInCents: null,
    currency: null,
    createdAt: new Date(newest - index * MINUTE).toISOString(),
  }));
}

/** A server in front of the sandbox's standard host whose list of payments is another one of those that Inflow may have. */
export function startListProxy(
  { sandbox }: Pick<World, 'sandbox'>,
  { arrange = (all) => all, longest = 100, refuses = false, onPage }: ListDialect,
) {
  return startInflowProxy(sandbox.apiUrl, async (body, path) => {
    const { pathname, searchParams } = new URL(path, 'http://inflow');
    if (pathname !== '/api/payment') return body;
    const page = Number(searchParams.get('page'));
    const asked = Number(searchParams.get('limit'));
    const instead = onPage?.(page);
    if (instead !== undefined) return instead;
    if (refuses && asked > longest)
      return new Response('{"statusCode":400,"message":["limit"]}', { status: 400 });
    const newestFirst = (await sandbox.control.payments.list()).toSorted((a, b) =>
      b.createdAt.localeCompare(a.createdAt),
    );
    const length = Math.min(asked, longest);
    return { data: arrange(newestFirst).slice((page - 1) * length, page * length) };
  });
}
