import { z } from 'zod';
import type { Dialect } from '../domain/dialect.ts';
import { badRequest, Refusal } from '../domain/refusal.ts';
import { confirmedBody, shownPayment } from '../domain/shown.ts';
import type { Payments } from '../payments.ts';
import type { Endpoints } from '../webhooks/endpoints.ts';
import { createEndpoint } from './create-endpoint.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { noSuchRoute } from './no-such-route.ts';
import { taxRate } from './tax-rate.ts';

const number = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);
const pageQuery = (most: number) => z.object({ page: number(1, 1_000_000), limit: number(20, most) });
/** Of a `limit` that is cut to what the account allows. */
const anyLimit = 1_000_000;

function readPage(query: unknown, { largestPage, largerLimit }: Dialect): { page: number; limit: number } {
  const parsed = pageQuery(largerLimit === 'cut' ? anyLimit : largestPage).safeParse(query);
  if (parsed.success) return { ...parsed.data, limit: Math.min(parsed.data.limit, largestPage) };
  const limits = {
    page: 'page must be an integer number not less than 1',
    limit: `limit must be an integer number from 1 to ${largestPage}`,
  };
  throw badRequest(parsed.error.issues.map(({ path }) => (path[0] === 'page' ? limits.page : limits.limit)));
}

const refundBody = z.object({ reason: z.string().max(1000).nullish() }).nullish();

function refund(payments: Payments, { tenant, id, body }: Call) {
  if (!refundBody.safeParse(body).success) throw badRequest(['reason must be a string']);
  return shownPayment(payments.refund(tenant, id), tenant.dialect);
}

/** Whether an account's update has a method, and if not, what it responds. */
function checkUpdateMethod({ tenant, method, url }: Call): void {
  const { update } = tenant.dialect;
  if (update === 'both' || method === (update === 'post' ? 'POST' : 'PATCH')) return;
  throw update === 'patch_405' ? new Refusal(405, 'Method Not Allowed') : noSuchRoute(method, url);
}

function update(payments: Payments, call: Call) {
  checkUpdateMethod(call);
  const { tenant, id, body } = call;
  return shownPayment(payments.update(tenant, id, body), tenant.dialect);
}

type Served = {
  readonly payments: Payments;
  readonly webhooks: Endpoints;
  /** The standard host's URL for a browser. */
  readonly publicUrl: () => string;
};

/** The standard host: everything but what carries a raw card. */
export function standardEndpoints({ payments, webhooks, publicUrl }: Served): readonly Endpoint[] {
  return [
    createEndpoint(payments, publicUrl),
    { method: 'GET', url: '/api/payment/tax-rate', operation: 'tax', run: taxRate },
    { method: 'GET', url: '/api/tax/rate', operation: 'tax', run: taxRate },
    {
      method: 'GET',
      url: '/api/payment',
      operation: 'list',
      run({ tenant, query }) {
        const { page, limit } = readPage(query, tenant.dialect);
        return payments.list(tenant, page, limit);
      },
    },
    {
      method: 'GET',
      url: '/api/payment/:id',
      operation: 'read',
      run: ({ tenant, id }) => shownPayment(payments.read(tenant, id), tenant.dialect),
    },
    {
      method: 'POST',
      url: '/api/server/payment/:id/confirm',
      operation: 'confirm',
      status: ({ confirmStatus }) => Number(confirmStatus),
      run: ({ tenant, id }) => confirmedBody(payments.confirm(tenant, id), tenant.dialect),
    },
    {
      method: 'POST',
      url: '/api/server/payment/:id',
      operation: 'update',
      run: (call) => update(payments, call),
    },
    {
      method: 'PATCH',
      url: '/api/server/payment/:id',
      operation: 'update',
      run: (call) => update(payments, call),
    },
    {
      method: 'POST',
      url: '/api/payment/:id/refund',
      operation: 'refund',
      run: (call) => refund(payments, call),
    },
    {
      method: 'POST',
      url: '/api/webhook',
      operation: 'webhook',
      run: ({ tenant, body }) => webhooks.register(tenant, body),
    },
    { method: 'GET', url: '/api/webhook', operation: 'webhook', run: ({ tenant }) => webhooks.list(tenant) },
    {
      method: 'GET',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.get(tenant, id),
    },
    {
      method: 'GET',
      url: '/api/webhook/:id/status',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.status(tenant, id),
    },
    {
      method: 'GET',
      url: '/api/webhook/:id/secret',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.secret(tenant, id),
    },
    {
      method: 'PATCH',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id, body }) => webhooks.setStatus(tenant, id, body),
    },
    {
      method: 'PATCH',
      url: '/api/webhook/:id/event-types',
      operation: 'webhook',
      run: ({ tenant, id, body }) => webhooks.setEventTypes(tenant, id, body),
    },
    {
      method: 'DELETE',
      url: '/api/webhook/:id',
      operation: 'webhook',
      run: ({ tenant, id }) => webhooks.remove(tenant, id),
    },
  ];
}

/** The card host: creating a payment and nothing else. */
export const cardEndpoints = (payments: Payments, publicUrl: () => string): readonly Endpoint[] => [
  createEndpoint(payments, publicUrl),
];
